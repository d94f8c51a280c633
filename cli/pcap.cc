#include "cli/pcap.h"

#ifndef PLUMBLINE_TINS

namespace plumbline::cli {

Capture ReadCapture(const std::string&) {
  Capture capture;
  capture.error = "this plumbline reads no captures: it was built without libtins (libtins-dev)";
  return capture;
}

}  // namespace plumbline::cli

#else

#include <tins/tcp_ip/data_tracker.h>
#include <tins/tins.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <tuple>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/input.h"

namespace plumbline::cli {
namespace {

using oracle::ConnectionEventKind;
using oracle::Side;
using Tins::TCP;

// One direction of a TCP connection.
struct Flow {
  bool known = false;  // its first sequence number is
  Tins::TCPIP::DataTracker tracker;
  std::optional<uint32_t> fin;  // the sequence number after the last octet
  bool ended = false;
  uint64_t octets = 0;              // put together
  std::optional<size_t> gap_since;  // the event before which octets are missing
};

struct Tracked {
  CapturedConnection connection;
  Flow flows[2];  // by Side
  bool midway = false;
  double last = 0;
};

// RFC 9293, section 3.4: sequence numbers are compared modulo 2^32.
bool IsAfter(uint32_t a, uint32_t b) { return static_cast<int32_t>(a - b) > 0; }

class Streams {
 public:
  void Add(const std::string& source, const std::string& destination, const TCP& tcp, double at) {
    last_ = at;
    const bool syn = tcp.get_flag(TCP::SYN) != 0;
    const bool ack = tcp.get_flag(TCP::ACK) != 0;
    Side side = Side::kClient;
    Tracked* tracked = syn && !ack ? nullptr : Find(source, destination, tcp, side);
    if (tracked == nullptr) {
      const Tins::RawPDU* const raw = tcp.find_pdu<Tins::RawPDU>();
      // The last ACKs of what is over, or of what began before the capture, tell nothing.
      if (!syn && (raw == nullptr || raw->payload_size() == 0)) return;
      side = syn && ack ? Side::kServer : Side::kClient;
      tracked = side == Side::kClient ? &Begin(source, tcp.sport(), destination, tcp.dport())
                                      : &Begin(destination, tcp.dport(), source, tcp.sport());
      tracked->midway = !syn || ack;
    }
    tracked->last = at;
    Flow& flow = tracked->flows[static_cast<size_t>(side)];
    Flow& other = tracked->flows[1 - static_cast<size_t>(side)];
    if (!flow.known) {
      flow.known = true;
      flow.tracker.sequence_number(tcp.seq() + (syn ? 1 : 0));
      // What is read then is only to tell whether it is HTTP/1.x.
      if (!syn) tracked->midway = true;
    }
    if (ack) CheckAcknowledged(*tracked, other, tcp.ack_seq());
    Take(*tracked, flow, side, tcp, at);
  }

  Capture Finish(const std::string& file) {
    Capture capture;
    for (std::unique_ptr<Tracked>& each : tracked_) {
      Tracked& tracked = *each;
      if (!IsHttp(tracked)) {
        ++capture.others;
        continue;
      }
      CapturedConnection& connection = tracked.connection;
      connection.question.title = absl::StrCat(file, ": ", connection.name);
      if (tracked.midway) {
        connection.fault = "captured midway: the packets that began it are not in the file";
      } else {
        Close(tracked);
      }
      capture.connections.push_back(std::move(connection));
    }
    return capture;
  }

 private:
  using Key = std::tuple<std::string, uint16_t, std::string, uint16_t>;

  Tracked* Find(const std::string& source, const std::string& destination, const TCP& tcp, Side& side) {
    side = Side::kClient;
    auto found = latest_.find(Key(source, tcp.sport(), destination, tcp.dport()));
    if (found == latest_.end()) {
      side = Side::kServer;
      found = latest_.find(Key(destination, tcp.dport(), source, tcp.sport()));
    }
    return found == latest_.end() ? nullptr : found->second;
  }

  Tracked& Begin(const std::string& client, uint16_t client_port, const std::string& server, uint16_t server_port) {
    const Key key(client, client_port, server, server_port);
    // A SYN that is sent again begins nothing.
    const auto known = latest_.find(key);
    const bool fresh =
        known != latest_.end() && known->second->connection.question.events.empty() && !known->second->flows[1].known;
    if (fresh) return *known->second;
    tracked_.push_back(std::make_unique<Tracked>());
    tracked_.back()->connection.name =
        absl::StrCat(Host(client), ":", client_port, " > ", Host(server), ":", server_port);
    latest_[key] = tracked_.back().get();
    return *tracked_.back();
  }

  static std::string Host(const std::string& address) {
    return absl::StrContains(address, ":") ? absl::StrCat("[", address, "]") : address;
  }

  static void AddEvent(Tracked& tracked, Side side, ConnectionEventKind kind, std::string octets, double at) {
    tracked.connection.question.events.push_back({side, kind, std::move(octets), at});
  }

  void Take(Tracked& tracked, Flow& flow, Side side, const TCP& tcp, double at) {
    const Tins::RawPDU* const raw = tcp.find_pdu<Tins::RawPDU>();
    const uint32_t begin = tcp.seq() + (tcp.get_flag(TCP::SYN) != 0 ? 1 : 0);
    const size_t size = raw == nullptr ? 0 : raw->payload_size();
    if (size > 0 && flow.tracker.process_payload(begin, raw->payload())) {
      std::vector<uint8_t>& payload = flow.tracker.payload();
      flow.octets += payload.size();
      AddEvent(tracked, side, ConnectionEventKind::kOctets, std::string(payload.begin(), payload.end()), at);
      payload.clear();
    }
    if (tcp.get_flag(TCP::FIN) != 0) flow.fin = begin + static_cast<uint32_t>(size);
    const bool missing =
        !flow.tracker.buffered_payload().empty() || (flow.fin && IsAfter(*flow.fin, flow.tracker.sequence_number()));
    SetGap(tracked, flow, missing);
    if (flow.fin && !missing) End(tracked, flow, side, ConnectionEventKind::kHalfClose, at);
    if (tcp.get_flag(TCP::RST) != 0) End(tracked, flow, side, ConnectionEventKind::kReset, at);
  }

  // What the other side has acknowledged was sent, captured or not.
  void CheckAcknowledged(Tracked& tracked, Flow& flow, uint32_t number) {
    if (!flow.known) return;
    const bool fin = flow.fin && *flow.fin == flow.tracker.sequence_number();
    if (IsAfter(number, flow.tracker.sequence_number() + (fin ? 1 : 0))) SetGap(tracked, flow, true);
  }

  static void SetGap(const Tracked& tracked, Flow& flow, bool missing) {
    if (!missing) flow.gap_since.reset();
    if (missing && !flow.gap_since) flow.gap_since = tracked.connection.question.events.size();
  }

  static void End(Tracked& tracked, Flow& flow, Side side, ConnectionEventKind kind, double at) {
    if (flow.ended) return;
    flow.ended = true;
    AddEvent(tracked, side, kind, "", at);
  }

  // The end of what is known of the connection.
  void Close(Tracked& tracked) const {
    ExchangeQuestion& question = tracked.connection.question;
    bool gap = false;
    size_t known = question.events.size();
    for (const Side side : {Side::kClient, Side::kServer}) {
      const Flow& flow = tracked.flows[static_cast<size_t>(side)];
      if (!flow.gap_since) continue;
      gap = true;
      known = std::min(known, *flow.gap_since);
      question.remarks.push_back(absl::StrCat("packets of the ", oracle::Name(side),
                                              " are missing in the file after its octet ", flow.octets,
                                              ": nothing after that moment is read"));
    }
    question.events.resize(known);
    if (gap || last_ - tracked.last < kLeftOpenSeconds) return;
    for (const Side side : {Side::kClient, Side::kServer}) {
      if (!tracked.flows[static_cast<size_t>(side)].ended) {
        AddEvent(tracked, side, ConnectionEventKind::kOpen, "", last_);
      }
    }
  }

  static bool IsHttp(const Tracked& tracked) {
    std::string sent[2];
    for (const RecordedEvent& event : tracked.connection.question.events) {
      std::string& octets = sent[static_cast<size_t>(event.side)];
      if (octets.size() < 16384) octets += event.octets;
    }
    const std::string request_line = sent[0].substr(0, sent[0].find('\n'));
    return absl::StartsWith(sent[1], "HTTP/1.") || absl::StrContains(request_line, " HTTP/1.");
  }

  std::vector<std::unique_ptr<Tracked>> tracked_;
  std::map<Key, Tracked*> latest_;
  double last_ = 0;
};

}  // namespace

Capture ReadCapture(const std::string& file) {
  Capture capture;
  Input readable(file);
  if (!readable.error().empty()) {
    capture.error = readable.error();
    return capture;
  }
  try {
    Tins::FileSniffer sniffer(file);
    Streams streams;
    std::optional<double> first;
    while (Tins::Packet packet = sniffer.next_packet()) {
      const Tins::PDU& pdu = *packet.pdu();
      const double at = static_cast<double>(packet.timestamp().seconds()) +
                        static_cast<double>(packet.timestamp().microseconds()) / 1e6;
      if (!first) first = at;
      const TCP* const tcp = pdu.find_pdu<TCP>();
      if (tcp == nullptr) continue;
      if (const Tins::IP* const ip = pdu.find_pdu<Tins::IP>()) {
        streams.Add(ip->src_addr().to_string(), ip->dst_addr().to_string(), *tcp, at - *first);
      } else if (const Tins::IPv6* const ipv6 = pdu.find_pdu<Tins::IPv6>()) {
        streams.Add(ipv6->src_addr().to_string(), ipv6->dst_addr().to_string(), *tcp, at - *first);
      }
    }
    return streams.Finish(file);
  } catch (const Tins::exception_base& error) {
    capture.error = absl::StrCat("cannot read ", file, ": not a capture of packets (", error.what(), ")");
    return capture;
  }
}

}  // namespace plumbline::cli

#endif  // PLUMBLINE_TINS
