// One stream as people read it: the visitor behind `plumbline explain`.
#ifndef PLUMBLINE_CLI_PAGE_H_
#define PLUMBLINE_CLI_PAGE_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "cli/listing.h"
#include "cli/output.h"
#include "cli/walk.h"
#include "parser/clause.h"

namespace plumbline::cli {

class Page : public Visitor {
 public:
  Page(Output& out, MessageKind kind, Recipient recipient)
      : out_(out), kind_(kind), recipient_(recipient), listing_(out) {}

  void OnHead(const Message& message, const Extent& head) override;
  void OnChunkLine(const Extent& line, absl::string_view ext, uint64_t size, bool noted) override;
  void OnData(const Extent& data) override;
  void OnTrailers(const std::vector<FieldLine>& trailers, const Extent& section) override;
  void OnMessageEnd(const Message& message, const FieldSection& fields, const Extent& head,
                    const Extent& trailers) override;
  void OnWait() override { out_.Flush(); }

  // How the stream ended: the error or what is missing, the verdict, and the hint, if there is one. `end_of_input`:
  // nothing was to follow. `after_error` writes what belongs under an error, before the verdict.
  void End(
      const Ending& ending, bool end_of_input, absl::string_view hint,
      const std::function<void()>& after_error = [] {});

 private:
  void FlushData(bool complete);
  void Fact(absl::string_view name, absl::string_view value, absl::string_view id = "");
  void Explanation(absl::string_view text);
  void ClauseText(Clause clause);
  void RemovalSetFact(const Message& message, const FieldSection& fields);
  void KeepAliveFact(const FieldSection& fields, const std::vector<Finding>& findings);
  void Note(const Finding& finding, const Extent& head, const Extent& trailers);
  // The octets kept of the message in which the one at `offset` stands.
  Extent OctetsAround(uint64_t offset, const Extent& head, const Extent& trailers) const;
  void Error(const Ending& ending);
  void Missing(const Ending& ending);

  Output& out_;
  MessageKind kind_;
  Recipient recipient_;
  Listing listing_;
  uint64_t messages_ = 0;
  // The content that the next row tells of: it may come in any number of parts.
  bool in_chunk_ = false;
  uint64_t data_offset_ = 0;
  uint64_t data_size_ = 0;
  std::string data_first_;
  // What a note on the body of this message is about: its first content, the chunk-size line that is noted.
  uint64_t content_offset_ = 0;
  std::string content_first_;
  uint64_t noted_line_offset_ = 0;
  std::string noted_line_;
};

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_PAGE_H_
