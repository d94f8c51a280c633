// Which octets are which production: rows of offset, production and escaped octets.
#ifndef PLUMBLINE_CLI_LISTING_H_
#define PLUMBLINE_CLI_LISTING_H_

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "cli/output.h"
#include "cli/walk.h"
#include "parser/fields/part.h"
#include "parser/message.h"
#include "parser/stream.h"

namespace plumbline::cli {

class Listing {
 public:
  explicit Listing(Output& out) : out_(out) {}

  void Title();
  void Head(const Message& message, const Extent& head);
  void ChunkLine(const Extent& line, absl::string_view ext, uint64_t size);
  // Content: the first octets of it, and how many there are in all.
  void Data(bool in_chunk, uint64_t offset, absl::string_view first, uint64_t size);
  void ChunkDataEnd(uint64_t offset);
  void TrailerSection(const std::vector<FieldLine>& trailers, const Extent& section);

  // Of escaped octets in a row.
  static size_t Columns() { return std::max<size_t>(PageColumns(), 60) - 36; }

 private:
  // A row for `octets`, a part of `whole_`.
  void Row(int depth, absl::string_view production, absl::string_view octets, absl::string_view remark = "");
  void RowAt(uint64_t offset, int depth, absl::string_view production, absl::string_view shown,
             absl::string_view remark);
  // From `octets` to the CRLF after it.
  absl::string_view WithCrlf(absl::string_view octets) const;

  void RequestLineRows(const RequestLine& line);
  void StatusLineRows(const StatusLine& line);
  void PartRows(int depth, const std::vector<Part>& rows);
  void FieldRows(const FieldLine& line);
  void FieldValueRows(const FieldLine& line);

  Output& out_;
  Extent whole_;
};

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_LISTING_H_
