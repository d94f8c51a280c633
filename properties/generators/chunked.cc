#include "properties/generators/chunked.h"

#include <tuple>

#include "properties/generators/basic.h"
#include "properties/generators/numbers.h"

namespace plumbline::properties {

namespace gen = rc::gen;

std::string Hex(uint64_t number) {
  std::string digits;
  do {
    digits.insert(digits.begin(), "0123456789abcdef"[number % 16]);
    number /= 16;
  } while (number != 0);
  return digits;
}

rc::Gen<Sample<std::vector<ChunkExtension>>> ChunkExt() {
  return gen::exec([] {
    Sample<std::vector<ChunkExtension>> ext;
    const int count = *OneOfThese<int>({0, 0, 0, 1, 2, 3, 0, 0, 0, 1, 2, 9});
    for (int i = 0; i < count; ++i) {
      const std::string name = *Token(5);
      ChunkExtension extension;
      extension.name = Intern(name);
      ext.octets += *Ows() + ";" + *Ows() + name;
      if (*Sometimes(2)) {
        const std::string value = *gen::oneOf(Token(5), QuotedString());
        ext.octets += *Ows() + "=" + *Ows() + value;
        extension.value = Intern(value);
        extension.has_value = true;
      }
      ext.value.push_back(extension);
    }
    return ext;
  });
}

rc::Gen<std::string> ChunkSizeText(uint64_t size) { return gen::mapcat(Numeral(size, 16), CaseChanged); }

namespace {

std::string ChunkOctets(const std::string& data, ChunkedBody& body) {
  const Sample<std::vector<ChunkExtension>> ext = *ChunkExt();
  const std::string line = *ChunkSizeText(data.size()) + ext.octets;
  body.chunk_exts.push_back(Intern(ext.octets));
  body.content += data;
  return line + "\r\n" + data;
}

}  // namespace

rc::Gen<Sample<ChunkedBody>> ChunkedBodyWith(rc::Gen<std::vector<FieldSpec>> trailers) {
  return gen::exec([trailers = std::move(trailers)] {
    Sample<ChunkedBody> body;
    const auto chunks = *Repeat<std::string>(0, 3, SizedOctets(1, 20));
    for (const std::string& data : chunks) body.octets += ChunkOctets(data, body.value) + "\r\n";
    body.octets += ChunkOctets("", body.value);
    const std::vector<FieldSpec> lines = *trailers;
    for (const FieldSpec& trailer : lines) {
      body.octets += trailer.Octets() + "\r\n";
      body.value.trailers.push_back(trailer.Value());
    }
    body.octets += "\r\n";
    return body;
  });
}

rc::Gen<Sample<ChunkedBody>> AnyChunkedBody() { return ChunkedBodyWith(SectionOfSize(3, OrdinaryField())); }

}  // namespace plumbline::properties
