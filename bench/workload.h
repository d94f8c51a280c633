// The octets that every contender parses.
#ifndef PLUMBLINE_BENCH_WORKLOAD_H_
#define PLUMBLINE_BENCH_WORKLOAD_H_

#include <cstddef>
#include <string>
#include <vector>

#include "parser/message.h"

namespace plumbline::bench {

struct Workload {
  std::string name;
  MessageKind kind = MessageKind::kRequest;
  // Each is parsed by a fresh parser, and has one message or a pipeline of them.
  std::vector<std::string> connections;
  size_t messages = 0;  // in all connections
  size_t octets = 0;    // in all connections
};

// Single heads, varied heads, a pipeline, chunked bodies. The same octets on every machine.
std::vector<Workload> MakeWorkloads();

// `count` different request heads, valid and of the kinds that browsers, tools and programs send,
// generated from a fixed seed.
std::vector<std::string> MakeVariedHeads(size_t count);

}  // namespace plumbline::bench

#endif  // PLUMBLINE_BENCH_WORKLOAD_H_
