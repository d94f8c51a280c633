#include "capi/question.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "capi/values.h"

namespace plumbline::capi {
namespace {

// The members of the first plumbline_question, and more than any will ever have.
constexpr size_t kFirstSize = offsetof(plumbline_question, eof) + sizeof(int);
constexpr size_t kLargestSize = 4096;

// Copies what both headers know. What a newer one has beyond that has to be 0, since here it would mean nothing.
std::string Copy(const plumbline_question* question, plumbline_question& out) {
  if (question == nullptr) return "the question is null";
  const size_t size = question->size;
  if (size < kFirstSize || size > kLargestSize) {
    return absl::StrCat("there is no question of the size ", size, ": begin with PLUMBLINE_QUESTION_INIT");
  }
  const char* octets = reinterpret_cast<const char*>(question);
  for (size_t i = sizeof(out); i < size; ++i) {
    if (octets[i] != 0) return "the question has a member that this library does not know";
  }
  std::memcpy(&out, question, std::min(size, sizeof(out)));
  return "";
}

std::string ReadRole(int role, Question& out) {
  const bool request = out.kind == MessageKind::kRequest;
  switch (role) {
    case PLUMBLINE_DEFAULT_ROLE:
      out.reader = request ? oracle::Reader::kOrigin : oracle::Reader::kUserAgent;
      return "";
    case PLUMBLINE_ORIGIN:
      out.reader = oracle::Reader::kOrigin;
      return request ? "" : "an origin server reads no responses";
    case PLUMBLINE_USER_AGENT:
      out.reader = oracle::Reader::kUserAgent;
      return request ? "a user agent reads no requests" : "";
    case PLUMBLINE_INTERMEDIARY:
      out.reader = oracle::Reader::kIntermediary;
      return "";
    case PLUMBLINE_PROXY:
      out.reader = oracle::Reader::kProxy;
      return "";
    case PLUMBLINE_GATEWAY:
      out.reader = oracle::Reader::kGateway;
      return "";
    default:
      return absl::StrCat("there is no role ", role);
  }
}

}  // namespace

std::string ReadQuestion(const plumbline_question* question, Question& out) {
  plumbline_question asked = PLUMBLINE_QUESTION_INIT;
  if (std::string error = Copy(question, asked); !error.empty()) return error;

  const std::optional<MessageKind> kind = FindValue(asked.kind, MessageKind::kResponse);
  if (!kind) return absl::StrCat("there is no kind ", asked.kind);
  out.kind = *kind;
  if (std::string error = ReadRole(asked.role, out); !error.empty()) return error;

  const std::optional<absl::string_view> octets = View(asked.octets, asked.octets_length);
  if (!octets) return "the octets are null and have a length, or are larger than memory";
  out.octets = *octets;
  out.end_of_input = asked.eof != 0;
  out.has_methods = asked.has_methods != 0;
  if (!out.has_methods && asked.methods_length > 0) return "there are methods, and has_methods is 0";
  std::optional<std::vector<absl::string_view>> methods = Views(asked.methods, asked.methods_length);
  if (!methods) return "the methods, or one of them, are null and have a length";
  out.methods = *std::move(methods);
  return "";
}

StreamOptions Question::ForParser() const {
  StreamOptions options;
  options.recipient = DefaultRecipient(kind);
  if (reader == oracle::Reader::kIntermediary) options.recipient = Recipient::kIntermediary;
  options.end_of_input = end_of_input;
  if (has_methods) options.methods = methods;
  return options;
}

oracle::Question Question::ForJudge() const {
  oracle::Question question{octets, kind, reader, end_of_input, {}};
  if (has_methods) question.methods = methods;
  return question;
}

}  // namespace plumbline::capi
