// Law: the list rule. A list-based field says the same in one field line or in several (RFC 9110,
// sections 5.2 and 5.3), with empty elements and whitespace between its members (section 5.6.1.2),
// and in any case where its members are case-insensitive: same connection options, same framing,
// same persistence, same removal set.
#include "properties/law.h"

#include <algorithm>

#include "properties/generators/basic.h"
#include "properties/generators/fields.h"
#include "properties/generators/odd.h"
#include "witness/strings.h"

namespace plumbline::properties {
namespace {

using witness::Lower;
using witness::Split;
using witness::TrimOws;

namespace gen = rc::gen;

struct Lists {
  bool is_request = false;
  int minor = 1;
  std::vector<std::string> options;
  std::vector<std::string> codings;
  std::vector<std::string> others;  // field names
};

rc::Gen<Lists> AnyLists() {
  return gen::exec([] {
    Lists lists;
    lists.is_request = *Sometimes(2);
    lists.minor = *InRange(0, 2);
    lists.options = *Repeat<std::string>(
        0, 4, gen::oneOf(OneOfTexts({"close", "keep-alive", "te", "x-a", "upgrade", "keep-alive"}), Token(4)));
    lists.codings = *Repeat(0, 2, OneOfTexts({"gzip", "x;a=b", "x;a=\"b, \\\"chunked\"", "deflate", "chunked"}));
    if (lists.is_request || *Sometimes(2)) lists.codings.push_back("chunked");
    lists.others = *Repeat(0, 3, OneOfTexts({"X-A", "TE", "Keep-Alive", "Accept"}));
    return lists;
  });
}

std::string JoinedList(const std::vector<std::string>& members) {
  std::string list;
  for (const std::string& member : members) list += (list.empty() ? "" : ", ") + member;
  return list;
}

OddMessage Canonical(const Lists& lists) {
  OddMessage message;
  message.slow.kind = lists.is_request ? MessageKind::kRequest : MessageKind::kResponse;
  message.slow.minor = lists.minor;
  message.slow.status = lists.is_request ? 0 : 200;
  message.slow.method = "GET";
  message.slow.recipient = lists.is_request ? Recipient::kOrigin : Recipient::kUserAgent;
  if (lists.is_request) AddLine(message.slow.headers, "Host", "a");
  for (const std::string& other : lists.others) AddLine(message.slow.headers, other, "a");
  if (!lists.options.empty()) AddLine(message.slow.headers, "Connection", JoinedList(lists.options));
  if (!lists.codings.empty()) AddLine(message.slow.headers, "Transfer-Encoding", JoinedList(lists.codings));
  return message;
}

// Each name's values stay in order; other fields may come between them.
void Spread(SlowFields& fields, const std::string& name, const std::vector<std::string>& members) {
  if (members.empty()) return;
  size_t at = 0;
  for (const std::string& value : *RecipientLists(members)) {
    at = *InRange<size_t>(at, fields.size() + 1);
    fields.insert(fields.begin() + static_cast<std::ptrdiff_t>(at),
                  {Intern(*CaseChanged(name)), Intern(*CaseChanged(value))});
    ++at;
  }
}

OddMessage Varied(const Lists& lists) {
  Lists without = lists;
  without.options.clear();
  without.codings.clear();
  OddMessage message = Canonical(without);
  Spread(message.slow.headers, "Connection", lists.options);
  Spread(message.slow.headers, "Transfer-Encoding", lists.codings);
  return message;
}

std::vector<std::string> SortedLower(std::vector<std::string> names) {
  for (std::string& name : names) name = Lower(name);
  std::sort(names.begin(), names.end());
  return names;
}

LAW(ListRule, LinesSplitAndCombined, ()) {
  const Lists lists = *AnyLists();
  const OddMessage varied = *gen::exec([lists] { return Varied(lists); });
  const HeadReading expected = ReadHead(Canonical(lists));
  const HeadReading reading = ReadHead(varied);
  RC_ASSERT(Text(expected.outcome) == "complete");
  RC_ASSERT(Text(reading.outcome) == "complete");
  std::vector<std::string> options = lists.options;
  for (std::string& option : options) option = Lower(option);
  RC_ASSERT(expected.options == options);
  RC_ASSERT(reading.options == options);
  RC_ASSERT(Text(reading.framing) == Text(expected.framing));
  RC_ASSERT(Text(reading.persistence) == Text(expected.persistence));
  RC_ASSERT(SortedLower(reading.removed) == SortedLower(expected.removed));
}

// The lines' values joined by commas are one value (section 5.3): also where a comma stands in a
// quoted-string, which then goes on in the next line.
LAW(ListRule, TransferEncodingIsOneListOverItsLines, ()) {
  const std::string whole = *gen::map(TransferEncodingValue(), [](const auto& value) { return value.octets; });
  OddMessage one = Canonical({});
  AddLine(one.slow.headers, "Transfer-Encoding", whole);
  OddMessage split = Canonical({});
  for (absl::string_view part : Split(whole, ',')) AddLine(split.slow.headers, "Transfer-Encoding", TrimOws(part));
  const HeadReading expected = ReadHead(one);
  const HeadReading reading = ReadHead(split);
  RC_ASSERT(Text(expected.outcome) == "complete");
  RC_ASSERT(Text(reading.outcome) == "complete");
  RC_ASSERT(Text(reading.framing) == Text(expected.framing));
}

// Members that are not a list of their own: not where the field is a singleton. Repeated, Host is an
// error and Content-Length at best a list (framing_test).
LAW(ListRule, OptionsOfSeveralLinesAreOneList, ()) {
  const auto options = *Repeat<std::string>(1, 4, ConnectionOption());
  std::string octets = "HTTP/1.1 200 OK\r\n";
  for (const std::string& option : options) octets += "Connection: " + option + "\r\n";
  octets += "\r\n";
  const auto head = ParseResponseHead(octets);
  RC_ASSERT(head.complete());
  const ConnectionOptions read = ConnectionOptionsOf(head->fields);
  RC_ASSERT(read.names.size() == options.size());
  for (const std::string& option : options) RC_ASSERT(read.Has(*CaseChanged(option)));
  RC_ASSERT(!read.Has("close"));
  RC_ASSERT(!read.Has(""));
}

}  // namespace
}  // namespace plumbline::properties
