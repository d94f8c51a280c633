// The command line of `plumbline exchange`.
#ifndef PLUMBLINE_CLI_EXCHANGE_SETTINGS_H_
#define PLUMBLINE_CLI_EXCHANGE_SETTINGS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "cli/arguments.h"
#include "cli/output.h"
#include "oracle/exchange.h"

namespace plumbline::cli {

struct ExchangeSettings {
  std::string requests;  // files; empty: not given
  std::string responses;
  std::string pcap;
  std::vector<oracle::Side> closed;
  std::vector<oracle::Side> left_open;
  size_t connection = 0;  // only that one, from 1; 0: each
  bool json = false;
  bool timeline = false;
  std::string svg;  // the file to write
  ColorMode color = ColorMode::kAuto;
};

std::vector<OptionSpec> ExchangeOptions(ExchangeSettings& settings);

// What is wrong with the command line; empty if nothing is.
std::string SettleExchange(const Arguments& arguments, absl::Span<const OptionSpec> options,
                           const ExchangeSettings& settings);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_EXCHANGE_SETTINGS_H_
