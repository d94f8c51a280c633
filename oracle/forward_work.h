// A message on its way through an intermediary: what Forward() is made of.
#ifndef PLUMBLINE_ORACLE_FORWARD_WORK_H_
#define PLUMBLINE_ORACLE_FORWARD_WORK_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "oracle/forward.h"
#include "parser/message.h"

namespace plumbline::oracle {

struct CarriedField {
  std::string name;
  std::string value;
  uint64_t offset = 0;  // as in Change
};

// What was received, in no version's syntax.
struct Carried {
  bool request = true;
  HopBit from = kHttp1Hop;
  std::string version;  // received-protocol of Via: "1.0"

  // Of a request. The parts of the target URI as far as the control data has them.
  std::string method;
  TargetForm form = TargetForm::kOriginForm;
  std::string target;                 // as received, from HTTP/1.1
  std::string scheme;                 // empty: not named
  std::string authority;              // host and port, without userinfo; empty: there is none
  std::string path;                   // with its query; empty for authority-form and asterisk-form
  bool authority_in_control = false;  // the authority is not from Host alone

  // Of a response.
  int status = 0;
  std::string reason;
  std::string answers = "GET";  // the method of its request

  std::vector<CarriedField> fields;
  std::vector<CarriedField> trailers;
  FramingKind framing = FramingKind::kNone;
  std::vector<std::string> codings;  // applied to the content still, chunked left out
  bool codings_are_known = true;
  bool has_coding = false;  // a Transfer-Encoding came, nominated or not
  std::string content;
  uint64_t chunk_exts_size = 0;

  uint64_t begin = 0;  // where its start-line is
  uint64_t target_offset = 0;
  uint64_t version_offset = 0;
  uint64_t head_end = 0;  // its empty line
  uint64_t body = 0;      // the first octet after its head

  // 1xx, 204 and a 2xx to CONNECT: without content, and without a length of one.
  bool lengths_are_barred() const;
  // These and 304 and what answers HEAD: without content.
  bool has_no_content() const;
};

class ForwardWork {
 public:
  ForwardWork(const ForwardSettings& settings, Carried carried, ForwardedMessage& out)
      : settings_(settings), carried_(std::move(carried)), out_(out) {}

  // Writes what is sent into `out`, or why nothing is.
  void Run();

 private:
  bool to_http1() const { return settings_.next_hop <= NextHop::kHttp11; }
  bool to_http10() const { return settings_.next_hop == NextHop::kHttp10; }
  // Of rules that there are twice.
  ForwardingRule ForHop(ForwardingRule http2, ForwardingRule http3) const {
    return settings_.next_hop == NextHop::kHttp3 ? http3 : http2;
  }

  // The authority of an asterisk-form is not in the control data of HTTP/2 and HTTP/3, but in Host.
  bool HostStays() const { return carried_.form == TargetForm::kAsteriskForm && !carried_.authority_in_control; }
  // Of what goes, nominated or not.
  ForwardingRule KnownToGo() const {
    if (to_http1()) return ForwardingRule::kHopByHopRemoved;
    return ForHop(ForwardingRule::kToHttp2, ForwardingRule::kToHttp3);
  }

  void Note(ForwardingRule rule, uint64_t offset, std::string what);
  // Ends the work.
  bool Stop(Fate fate, ForwardingRule rule, uint64_t offset, std::string what, int status = 0);

  // The lines of this name go; the first of them is where. In the header section.
  const CarriedField* Find(absl::string_view name) const;
  void Remove(absl::string_view name, ForwardingRule rule, absl::string_view why = "");
  // One line with this value: in the place of the first of its name, or after all others.
  void Set(absl::string_view name, std::string value, ForwardingRule rule, bool first = false);

  // forward_control.cc
  bool CheckResponse();
  bool CheckMaxForwards();
  bool CheckContentOfRequest();
  bool SettleTarget();
  bool SettleTargetOfHttp1();
  bool SettleTargetOfList();
  void SettleHost();
  // forward_fields.cc
  void RemoveConnectionFields();
  void RemoveFrom(std::vector<CarriedField>& section, bool trailers);
  void IgnoreExpectation();
  void AddOwnFields();
  void AddVia();
  // forward_framing.cc
  bool SettleFraming();
  void DropContent();
  void SettleLengthWithoutContent();
  void SetLength(ForwardingRule rule);
  bool SettleCodings();
  // forward_write.cc
  void JoinCookies();
  bool BecomesControl(const CarriedField& field) const;
  void WriteHttp1();
  void WriteControlData();
  void NoteLowerCase();
  void WriteList();

  const ForwardSettings& settings_;
  Carried carried_;
  ForwardedMessage& out_;

  std::string target_;                       // that is sent, in HTTP/1.1
  std::vector<std::string> options_;         // of the received Connection
  std::optional<std::string> max_forwards_;  // that is sent
  bool own_te_ = false;
  bool chunked_ = false;  // what is sent
};

// Of a whole message as it was read. `answers`: the method that a response answers.
Carried CarriedOf(const PermittedMessage& message, absl::string_view octets, absl::string_view answers);
// Of a field list that is not malformed.
Carried CarriedOf(const ListMessage& message, MessageKind kind, absl::string_view answers);

}  // namespace plumbline::oracle

#endif  // PLUMBLINE_ORACLE_FORWARD_WORK_H_
