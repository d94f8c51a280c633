#include "properties/parser/entry_points.h"

#include <limits>

#include "parser/chunked.h"
#include "parser/field_line.h"
#include "parser/fields/connection.h"
#include "parser/octets.h"
#include "parser/request_line.h"
#include "parser/status_line.h"
#include "parser/stream.h"
#include "parser/uri.h"

namespace plumbline::properties {
namespace {

Verdict Complete() { return {Outcome::kComplete, 0, std::nullopt}; }
Verdict NeedMore() { return {Outcome::kNeedMore, 0, std::nullopt}; }
Verdict Error(const ParseError& error) { return {Outcome::kError, error.offset, error.clause}; }
Verdict EndedAt(uint64_t offset) { return {Outcome::kError, offset, std::nullopt}; }

// A scanner with Scan(cursor, limits): the cursor's end goes on by one octet a call.
template <typename Scanner>
Verdict Resume(Scanner scanner, absl::string_view octets) {
  Cursor cursor{octets.data(), 0, 0, {}};
  Outcome outcome = scanner.Scan(cursor, NoLimits());
  while (outcome == Outcome::kNeedMore && cursor.end < octets.size()) {
    ++cursor.end;
    outcome = scanner.Scan(cursor, NoLimits());
  }
  if (outcome == Outcome::kError) return Error(cursor.error);
  if (outcome == Outcome::kNeedMore) return NeedMore();
  return cursor.pos == octets.size() ? Complete() : EndedAt(cursor.pos);
}

Verdict ScanChunkLine(absl::string_view octets, bool octet_by_octet) {
  ChunkLineScanner scanner;
  size_t size = octet_by_octet ? 0 : octets.size();
  Outcome outcome = scanner.Scan(octets.substr(0, size), NoLimits());
  while (outcome == Outcome::kNeedMore && size < octets.size()) {
    outcome = scanner.Scan(octets.substr(0, ++size), NoLimits());
  }
  if (outcome == Outcome::kError) return Error(scanner.error());
  if (outcome == Outcome::kNeedMore) return NeedMore();
  return scanner.scanned() == octets.size() ? Complete() : EndedAt(scanner.scanned());
}

// The decoder gets one octet more each call, until it reports `last`.
Verdict Decode(Decoder decoder, Event last, absl::string_view octets) {
  size_t begin = 0;
  size_t end = 0;
  for (;;) {
    const Step step = decoder.Next(octets.substr(begin, end - begin));
    begin += step.consumed;
    if (step.event == Event::kError) return Error(decoder.error());
    if (step.event == last) return begin == octets.size() ? Complete() : EndedAt(begin);
    if (step.event != Event::kNeedMore) continue;
    if (end == octets.size()) return NeedMore();
    ++end;
  }
}

Decoder DecoderOf(MessageKind kind) {
  DecoderOptions options;
  options.kind = kind;
  options.recipient = DefaultRecipient(kind);
  options.limits = NoLimits();
  return Decoder(options);
}

}  // namespace

const Limits& NoLimits() {
  static const Limits limits = [] {
    Limits wide;
    wide.method = wide.request_target = wide.reason_phrase = wide.field_line = wide.field_count = Limits::kLargest;
    wide.section = wide.chunk_line = Limits::kLargest;
    wide.chunk_ext_total = std::numeric_limits<uint64_t>::max();
    return wide;
  }();
  return limits;
}

EntryPoint FedIpv6Scanner() {
  return [](absl::string_view octets) {
    Ipv6Scanner scanner;
    for (size_t i = 0; i < octets.size(); ++i) {
      if (!scanner.Feed(static_cast<uint8_t>(octets[i]))) return EndedAt(i);
    }
    return scanner.AtEnd() ? Complete() : NeedMore();
  };
}

EntryPoint FedConnectionScanner() {
  return [](absl::string_view octets) {
    ConnectionScanner scanner;
    for (size_t i = 0; i < octets.size(); ++i) {
      if (const auto clause = scanner.Feed(static_cast<uint8_t>(octets[i])))
        return Verdict{Outcome::kError, i, *clause};
    }
    return Complete();
  };
}

EntryPoint ResumedRequestLineScanner() {
  return [](absl::string_view octets) { return Resume(RequestLineScanner(), octets); };
}

EntryPoint ResumedStatusLineScanner() {
  return [](absl::string_view octets) { return Resume(StatusLineScanner(), octets); };
}

EntryPoint ResumedFieldLineScanner() {
  return [](absl::string_view octets) {
    FieldLineScanner scanner;
    scanner.Start(0);
    return Resume(scanner, octets);
  };
}

EntryPoint ResumedChunkLineScanner() {
  return [](absl::string_view octets) { return ScanChunkLine(octets, true); };
}

EntryPoint WholeChunkLineScanner() {
  return [](absl::string_view octets) { return ScanChunkLine(octets, false); };
}

EntryPoint RequestTargetOf(std::string method) {
  return Whole([method = std::move(method)](absl::string_view octets) { return ParseRequestTarget(method, octets); });
}

EntryPoint WholeRequestHead() {
  return Whole([](absl::string_view octets) { return ParseRequestHead(octets, Recipient::kOrigin, NoLimits()); });
}

EntryPoint WholeResponseHead(std::string method) {
  return Whole([method = std::move(method)](absl::string_view octets) {
    return ParseResponseHead(octets, method, Recipient::kUserAgent, NoLimits());
  });
}

EntryPoint DecodedRequestHead() {
  return [](absl::string_view octets) { return Decode(DecoderOf(MessageKind::kRequest), Event::kHead, octets); };
}

EntryPoint DecodedResponseHead(std::string method) {
  return [method = std::move(method)](absl::string_view octets) {
    Decoder decoder = DecoderOf(MessageKind::kResponse);
    decoder.AddRequest(method);
    return Decode(std::move(decoder), Event::kHead, octets);
  };
}

EntryPoint WholeChunkedBody() {
  return Whole([](absl::string_view octets) { return ParseChunkedBody(octets, NoLimits()); });
}

EntryPoint DecodedChunkedBody() {
  return [](absl::string_view octets) {
    Decoder decoder = DecoderOf(MessageKind::kRequest);
    decoder.BeginChunkedBody();
    return Decode(std::move(decoder), Event::kMessageEnd, octets);
  };
}

EntryPoint FieldValueWithinFieldLine() {
  return [](absl::string_view octets) {
    const std::string line = "a:" + std::string(octets.data(), octets.size());
    const Result<FieldLine> first = ParseFieldLine(line.substr(0, 3), NoLimits());
    if (!octets.empty() && first.complete() && first->value.empty()) return EndedAt(0);
    const Result<FieldLine> result = ParseFieldLine(line, NoLimits());
    if (result.outcome() == Outcome::kError)
      return Verdict{Outcome::kError, result.error().offset - 2, result.error().clause};
    const bool whole = result.complete() && result->value.size() == octets.size();
    return whole ? Complete() : NeedMore();
  };
}

EntryPoint LastChunkWithinBody() {
  return [](absl::string_view octets) {
    for (size_t size = 1; size <= octets.size(); ++size) {
      ChunkLineScanner scanner;
      (void)scanner.Scan(octets.substr(0, size), NoLimits());
      if (scanner.size() > 0) return EndedAt(size - 1);
      if (scanner.ext_offset() < size) break;
    }
    Decoder decoder = DecoderOf(MessageKind::kRequest);
    decoder.BeginChunkedBody();
    return Decode(std::move(decoder), Event::kChunk, octets);
  };
}

EntryPoint IsIpv4address() {
  return [](absl::string_view octets) {
    const Result<HostPort> result = ParseHostPort(octets);
    const bool yes = result.complete() && !result->has_port && result->kind == HostKind::kIpv4;
    return yes ? Complete() : EndedAt(0);
  };
}

EntryPoint Within(EntryPoint outer, Place place) {
  return [outer = std::move(outer), place = std::move(place)](absl::string_view octets) {
    const auto has = [](const std::string& set, char octet) { return set.find(octet) != std::string::npos; };
    std::string text = place.before;
    if (!octets.empty() && has(place.elsewhere, octets[0])) return EndedAt(0);
    for (size_t i = 0; i < octets.size(); ++i) {
      if (has(place.ends, octets[i]) && outer(text + place.after).outcome == Outcome::kComplete) return EndedAt(i);
      text += octets[i];
    }
    const Verdict verdict = outer(text);
    if (verdict.outcome == Outcome::kError)
      return Verdict{Outcome::kError, verdict.offset - place.before.size(), verdict.clause};
    if (octets.empty() && place.empty_is_absent) return NeedMore();
    const Verdict ended = place.after.empty() ? verdict : outer(text + place.after);
    return ended.outcome == Outcome::kComplete ? Complete() : NeedMore();
  };
}

std::string OctetsOf(int classes) {
  std::string octets;
  for (int octet = 0; octet < 256; ++octet) {
    if (octets::Is(classes, static_cast<uint8_t>(octet))) octets += static_cast<char>(octet);
  }
  return octets;
}

std::string AllBut(char octet) {
  std::string octets;
  for (int other = 0; other < 256; ++other) {
    if (static_cast<char>(other) != octet) octets += static_cast<char>(other);
  }
  return octets;
}

}  // namespace plumbline::properties
