#include "cli/listing.h"

#include <algorithm>
#include <optional>
#include <type_traits>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/escape.h"
#include "cli/excerpt.h"
#include "parser/chunked.h"
#include "parser/fields/values.h"

namespace plumbline::cli {
namespace {

constexpr size_t kProductionColumns = 24;

// From the first octet of `first` to the last of `last`: parts of the same octets.
absl::string_view Span(absl::string_view first, absl::string_view last) {
  return absl::string_view(first.data(), static_cast<size_t>(last.data() + last.size() - first.data()));
}

// A row for each production that begins among the parts of a value; one without octets has none.
template <typename T>
std::vector<Part> RowsOf(const T& value) {
  std::vector<Part> rows;
  VisitParts(value, [&](const Part& part) {
    if (!part.begins.empty()) rows.push_back({part.begins, part.begins, "", "", true, part.alternative});
    if (!part.present || part.octets.empty()) return;
    absl::string_view& octets = rows.back().octets;
    octets = octets.empty() ? part.octets : Span(octets, part.octets);
  });
  rows.erase(std::remove_if(rows.begin(), rows.end(), [](const Part& row) { return row.octets.empty(); }), rows.end());
  return rows;
}

}  // namespace

void Listing::Title() {
  const std::string production = "production";
  out_.Write(out_.Paint(
      Style::kFaint,
      absl::StrCat("   octet  ", production, std::string(kProductionColumns - production.size(), ' '), "  octets\n")));
}

void Listing::Row(int depth, absl::string_view production, absl::string_view octets, absl::string_view remark) {
  const uint64_t offset = whole_.offset + static_cast<uint64_t>(octets.data() - whole_.octets.data());
  if (Fit(octets, Columns()) == octets.size()) return RowAt(offset, depth, production, Escape(octets), remark);
  const std::string size = absl::StrCat(octets.size(), " octets");
  RowAt(offset, depth, production, EscapeShort(octets, Columns()),
        remark.empty() ? size : absl::StrCat(size, ", ", remark));
}

void Listing::RowAt(uint64_t offset, int depth, absl::string_view production, absl::string_view shown,
                    absl::string_view remark) {
  const std::string name = absl::StrCat(std::string(2 * static_cast<size_t>(depth), ' '), production);
  std::string line = absl::StrCat(out_.Paint(Style::kFaint, PadLeft(offset, 8)), "  ", name);
  if (!shown.empty() || !remark.empty()) {
    line.append(kProductionColumns - std::min(kProductionColumns, name.size()) + 2, ' ');
    absl::StrAppend(&line, out_.Paint(depth == 0 ? Style::kPlain : Style::kHeading, shown));
  }
  if (!remark.empty()) {
    absl::StrAppend(&line, shown.empty() ? "" : "  ", out_.Paint(Style::kFaint, absl::StrCat("(", remark, ")")));
  }
  line += '\n';
  out_.Write(line);
}

absl::string_view Listing::WithCrlf(absl::string_view octets) const {
  const size_t begin = static_cast<size_t>(octets.data() - whole_.octets.data());
  const size_t crlf = whole_.octets.find("\r\n", begin + octets.size());
  return whole_.octets.substr(begin, crlf == absl::string_view::npos ? crlf : crlf + 2 - begin);
}

void Listing::Head(const Message& message, const Extent& head) {
  whole_ = head;
  message.kind == MessageKind::kRequest ? RequestLineRows(message.request) : StatusLineRows(message.response);
  for (const FieldLine& line : message.fields) FieldRows(line);
  Row(0, "CRLF", head.octets.substr(head.octets.size() - 2), "ends the header section");
}

void Listing::RequestLineRows(const RequestLine& line) {
  const RequestTarget& target = line.target;
  Row(0, "request-line CRLF", WithCrlf(Span(line.method, target.text)));
  Row(1, "method", line.method);
  Row(1, Name(target.form), target.text);
  if (target.form == TargetForm::kAbsoluteForm) {
    Row(2, "scheme", target.scheme);
    if (target.has_userinfo && !target.userinfo.empty()) Row(2, "userinfo", target.userinfo);
  }
  if (target.has_authority) PartRows(2, RowsOf(target.authority));
  const absl::string_view path = target.form == TargetForm::kOriginForm ? "absolute-path" : "path";
  if (!target.path.empty()) Row(2, path, target.path);
  if (!target.query.empty()) Row(2, "query", target.query);
  const absl::string_view after = WithCrlf(target.text).substr(target.text.size());
  Row(1, "HTTP-version", after.substr(1, after.size() - 3));
}

void Listing::StatusLineRows(const StatusLine& line) {
  const absl::string_view all = WithCrlf(whole_.octets.substr(0, 0));
  const absl::string_view text = all.substr(0, all.size() - 2);
  const size_t version_end = text.find(' ');
  Row(0, "status-line CRLF", all);
  Row(1, "HTTP-version", text.substr(0, version_end));
  Row(1, "status-code", text.substr(version_end + 1, 3));
  if (!line.reason.empty()) Row(1, "reason-phrase", line.reason);
}

void Listing::PartRows(int depth, const std::vector<Part>& rows) {
  for (const Part& row : rows) Row(depth, row.production, row.octets, row.alternative);
}

void Listing::FieldRows(const FieldLine& line) {
  Row(0, "field-line CRLF", WithCrlf(line.value.empty() ? line.name : Span(line.name, line.value)));
  Row(1, "field-name", line.name);
  if (line.value.empty()) return;
  Row(1, "field-value", line.value);
  FieldValueRows(line);
}

// The parts of a value whose grammar the parser knows. A value that needs the other lines of its field to be read, or
// that leaves its grammar, has no parts here.
void Listing::FieldValueRows(const FieldLine& line) {
  const std::optional<Field> field = FindField(line.name);
  if (!field) return;
  WithParserOf(*field, [&](auto parse) {
    const auto value = parse(line.value);
    using Value = std::decay_t<decltype(*value)>;
    if constexpr (kHasParts<Value>) {
      if (value.complete()) PartRows(2, RowsOf(*value));
    }
  });
}

void Listing::ChunkLine(const Extent& line, absl::string_view ext, uint64_t size) {
  whole_ = line;
  const absl::string_view digits = ext.empty()
                                       ? line.octets.substr(0, line.octets.size() - 2)
                                       : line.octets.substr(0, static_cast<size_t>(ext.data() - line.octets.data()));
  if (size == 0) {
    Row(0, "last-chunk", line.octets);
  } else {
    RowAt(line.offset, 0, "chunk", "", "");
    Row(1, "chunk-size", digits, absl::StrCat(size, size == 1 ? " octet" : " octets"));
  }
  if (!ext.empty()) {
    Row(1, "chunk-ext", ext);
    if (const auto extensions = ParseChunkExt(ext); extensions.complete()) {
      for (const ChunkExtension& extension : *extensions) {
        Row(2, "chunk-ext-name", extension.name);
        if (!extension.value.empty()) Row(2, "chunk-ext-val", extension.value);
      }
    }
  }
  if (size != 0) Row(1, "CRLF", line.octets.substr(line.octets.size() - 2));
}

void Listing::Data(bool in_chunk, uint64_t offset, absl::string_view first, uint64_t size) {
  const std::string octets = absl::StrCat(size, size == 1 ? " octet" : " octets");
  std::string shown = EscapeShort(first, Columns());
  if (first.size() < size && !absl::EndsWith(shown, "...")) absl::StrAppend(&shown, "...");
  RowAt(offset, in_chunk ? 1 : 0, in_chunk ? "chunk-data" : "message-body", shown, octets);
}

void Listing::ChunkDataEnd(uint64_t offset) { RowAt(offset, 1, "CRLF", "\\r\\n", ""); }

void Listing::TrailerSection(const std::vector<FieldLine>& trailers, const Extent& section) {
  whole_ = section;
  for (const FieldLine& line : trailers) FieldRows(line);
  Row(0, "CRLF", section.octets.substr(section.octets.size() - 2), "ends the trailer section");
}

}  // namespace plumbline::cli
