#include "properties/generators/fields.h"

#include <tuple>

#include "properties/generators/basic.h"
#include "properties/generators/numbers.h"
#include "witness/strings.h"

namespace plumbline::properties {

using witness::Lower;

namespace gen = rc::gen;
using TextGen = rc::Gen<std::string>;

void showValue(const FieldSpec& field, std::ostream& os) { os << Escape(field.Octets()); }

rc::Gen<std::string> OrdinaryFieldName() {
  const TextGen known = OneOfTexts({"A", "Accept", "User-Agent", "Date", "Server", "Hos", "Host-", "Content-Length-",
                                    "Content-Lengt", "Transfer-Encodin", "XTransfer-Encoding", "Connectio"});
  const TextGen any = gen::map(Token(), [](const std::string& name) {
    const std::string lower = Lower(name);
    const bool decides =
        lower == "host" || lower == "connection" || lower == "content-length" || lower == "transfer-encoding";
    return decides ? "x" + name : name;
  });
  return gen::oneOf(known, any);
}

rc::Gen<FieldSpec> FieldNamed(const std::string& name, TextGen value) {
  return gen::map(gen::tuple(CaseChanged(name), std::move(value), Ows(), Ows()),
                  [](const std::tuple<std::string, std::string, std::string, std::string>& parts) {
                    return FieldSpec{std::get<0>(parts), std::get<1>(parts), std::get<2>(parts), std::get<3>(parts)};
                  });
}

rc::Gen<FieldSpec> OrdinaryField() {
  return gen::mapcat(OrdinaryFieldName(), [](const std::string& name) { return FieldNamed(name, FieldContent()); });
}

rc::Gen<Sample<FieldLine>> AnyFieldLine() {
  return gen::map(OrdinaryField(), [](const FieldSpec& field) {
    return Sample<FieldLine>{field.Octets(), field.Value()};
  });
}

rc::Gen<std::string> ConnectionOption() {
  return gen::mapcat(
      gen::oneOf(OneOfTexts({"te", "upgrade", "x-a", "keep-aliv", "keep-alive1", "closed", "clos", "transfer-encoding",
                             "host", "content-length", "trailer"}),
                 OneOfTexts({"12345678", "123456789", "1234567890", "12345678901"}),
                 gen::mapcat(OneOfTexts({"close", "keep-alive", "upgrade"}), LongerToken), Token(), Token()),
      [](const std::string& option) {
        const std::string lower = Lower(option);
        const bool known = lower == "close" || lower == "keep-alive";
        return CaseChanged(known ? "x" + option : option);
      });
}

namespace {

// The members' octets with list noise around them, and the members' values as a list.
template <typename List, typename T>
rc::Gen<Sample<List>> ListOf(size_t max, const rc::Gen<Sample<T>>& member) {
  return gen::mapcat(ListOfSize(max, member), [](const std::vector<Sample<T>>& members) {
    std::vector<std::string> texts;
    List list;
    for (const Sample<T>& each : members) {
      texts.push_back(each.octets);
      list.push_back(each.value);
    }
    return gen::map(RecipientList(texts), [list](const std::string& octets) { return Sample<List>{octets, list}; });
  });
}

Sample<absl::string_view> Plain(const std::string& text) { return {text, Intern(text)}; }

TextGen NumberText() {
  return gen::oneOf(Digits(1, 5),
                    OneOfTexts({"0", "18446744073709551615", "18446744073709551614", "00018446744073709551615", "007"}),
                    gen::mapcat(NumberOf64Bits(), [](uint64_t n) { return Numeral(n); }));
}

uint64_t NumberOf(const std::string& digits) { return std::stoull(digits); }

// *( OWS ";" OWS name BWS "=" BWS value ), RFC 9110, section 10.1.4.
TextGen TransferParameter() {
  return gen::map(
      gen::tuple(Token(4), Ows(), Ows(), gen::oneOf(Token(4), QuotedString()), Ows(), Ows()),
      [](const std::tuple<std::string, std::string, std::string, std::string, std::string, std::string>& p) {
        return std::get<4>(p) + ";" + std::get<5>(p) + std::get<0>(p) + std::get<1>(p) + "=" + std::get<2>(p) +
               std::get<3>(p);
      });
}

TextGen Weight() {
  return gen::map(gen::tuple(Ows(), Ows(), OneOfTexts({"q", "Q"}),
                             OneOfTexts({"0", "1", "0.", "1.", "0.5", "0.123", "1.000", "0.00"})),
                  [](const std::tuple<std::string, std::string, std::string, std::string>& p) {
                    return std::get<0>(p) + ";" + std::get<1>(p) + std::get<2>(p) + "=" + std::get<3>(p);
                  });
}

rc::Gen<Sample<KeepAliveParameter>> KeepAliveMember() {
  return gen::exec([] {
    const std::string typed = *CaseChanged(*OneOfTexts({"timeout", "max"}));
    const bool is_typed = *Sometimes(2);
    std::string name = is_typed ? typed : *gen::oneOf(OneOfTexts({"timeou", "maxx", "timeouts", "ma"}), Token(6));
    if (!is_typed && (Lower(name) == "timeout" || Lower(name) == "max")) name += "x";
    const bool has_value = is_typed || *Sometimes(2);
    std::string octets = name;
    KeepAliveParameter parameter;
    parameter.name = Intern(name);
    if (has_value) {
      const std::string value = is_typed ? *NumberText() : *gen::oneOf(Token(5), QuotedString());
      octets += *Ows() + "=" + *Ows() + value;
      parameter.value = Intern(value);
      parameter.has_value = true;
    }
    return Sample<KeepAliveParameter>{octets, parameter};
  });
}

}  // namespace

rc::Gen<Sample<ConnectionOptions>> ConnectionValue() {
  const auto option =
      gen::map(gen::oneOf(ConnectionOption(), gen::mapcat(OneOfTexts({"close", "keep-alive"}), CaseChanged)), Plain);
  return gen::map(ListOf<std::vector<absl::string_view>>(5, option),
                  [](const Sample<std::vector<absl::string_view>>& list) {
                    Sample<ConnectionOptions> options;
                    options.octets = list.octets;
                    options.value.names.assign(list.value.begin(), list.value.end());
                    return options;
                  });
}

rc::Gen<Sample<KeepAlive>> KeepAliveValue() {
  return gen::map(ListOf<std::vector<KeepAliveParameter>>(4, KeepAliveMember()),
                  [](const Sample<std::vector<KeepAliveParameter>>& list) {
                    Sample<KeepAlive> keep_alive;
                    keep_alive.octets = list.octets;
                    for (const KeepAliveParameter& parameter : list.value) {
                      keep_alive.value.parameters.push_back(parameter);
                      const std::string name = Lower(std::string(parameter.name));
                      const std::string value(parameter.value);
                      if (name == "timeout" && !keep_alive.value.timeout) keep_alive.value.timeout = NumberOf(value);
                      if (name == "max" && !keep_alive.value.max) keep_alive.value.max = NumberOf(value);
                    }
                    return keep_alive;
                  });
}

rc::Gen<Sample<Protocols>> UpgradeValue() {
  const auto protocol = gen::map(gen::tuple(Token(5), Sometimes(2), Token(3)),
                                 [](const std::tuple<std::string, bool, std::string>& parts) {
                                   const auto& [name, has_version, version] = parts;
                                   Sample<Protocol> sample{name, {Intern(name), {}}};
                                   if (!has_version) return sample;
                                   sample.octets += "/" + version;
                                   sample.value.version = Intern(version);
                                   return sample;
                                 });
  return ListOf<Protocols>(4, protocol);
}

rc::Gen<Sample<Te>> TeValue() {
  const auto trailers = gen::map(CaseChanged("trailers"), [](const std::string& name) {
    return Sample<TCoding>{name, {Intern(name), {}}};
  });
  const auto coding = gen::map(gen::tuple(gen::oneOf(OneOfTexts({"gzip", "deflate", "trailer", "trailersx"}), Token(5)),
                                          RepeatText(0, 2, TransferParameter()), Optional(Weight())),
                               [](const std::tuple<std::string, std::string, std::string>& parts) {
                                 std::string name = std::get<0>(parts);
                                 if (Lower(name) == "trailers") name += "x";
                                 const std::string rest = std::get<1>(parts) + std::get<2>(parts);
                                 const size_t semicolon = rest.find(';');
                                 const std::string parameters =
                                     semicolon == std::string::npos ? "" : rest.substr(semicolon);
                                 return Sample<TCoding>{name + rest, {Intern(name), Intern(parameters)}};
                               });
  return gen::map(ListOf<std::vector<TCoding>>(4, gen::oneOf(coding, coding, trailers)),
                  [](const Sample<std::vector<TCoding>>& list) {
                    Sample<Te> te;
                    te.octets = list.octets;
                    for (const TCoding& member : list.value) {
                      te.value.members.push_back(member);
                      if (Lower(std::string(member.name)) == "trailers") te.value.trailers = true;
                    }
                    return te;
                  });
}

rc::Gen<Sample<TrailerNames>> TrailerValue() { return ListOf<TrailerNames>(4, gen::map(Token(6), Plain)); }

rc::Gen<Sample<Via>> ViaValue() {
  return ListOf<Via>(3, gen::exec([] {
                       ViaMember member;
                       std::string octets;
                       if (*Sometimes(2)) {
                         member.protocol_name = Intern(*Token(4));
                         octets += std::string(member.protocol_name) + "/";
                       }
                       member.protocol_version = Intern(*Token(3));
                       member.pseudonym = Intern(*Token(6));
                       octets += std::string(member.protocol_version) + *Rws() + std::string(member.pseudonym);
                       member.has_port = *Sometimes(2);
                       if (member.has_port) {
                         member.port = Intern(*gen::oneOf(Digits(0, 5), BoundaryNumeral()));
                         octets += ":" + std::string(member.port);
                       }
                       if (*Sometimes(2)) {
                         member.comment = Intern(*Comment(3));
                         octets += *Rws() + std::string(member.comment);
                       }
                       return Sample<ViaMember>{octets, member};
                     }));
}

rc::Gen<Sample<TransferCodings>> TransferEncodingValue() {
  const auto defined = gen::map(
      gen::mapcat(OneOfTexts({"chunked", "gzip", "x-gzip", "deflate", "compress", "x-compress"}), CaseChanged), Plain);
  const auto other =
      gen::map(gen::pair(gen::oneOf(OneOfTexts({"chunke", "chunkedx", "gzi", "x-gzi", "identity"}),
                                    gen::mapcat(OneOfTexts({"chunked", "gzip", "x-compress"}), LongerToken), Token(5)),
                         RepeatText(0, 2, TransferParameter())),
               [](const std::pair<std::string, std::string>& parts) {
                 return Sample<absl::string_view>{parts.first + parts.second, Intern(parts.first)};
               });
  return gen::map(ListOf<std::vector<absl::string_view>>(4, gen::oneOf(defined, other)),
                  [](const Sample<std::vector<absl::string_view>>& list) {
                    Sample<TransferCodings> codings;
                    codings.octets = list.octets;
                    for (absl::string_view name : list.value) {
                      codings.value.names.push_back(name);
                      codings.value.chunked_is_final = Lower(std::string(name)) == "chunked";
                      codings.value.chunked_count += codings.value.chunked_is_final ? 1 : 0;
                    }
                    return codings;
                  });
}

rc::Gen<Sample<uint64_t>> ContentLengthValue() {
  return gen::map(NumberText(), [](const std::string& digits) { return Sample<uint64_t>{digits, NumberOf(digits)}; });
}

}  // namespace plumbline::properties
