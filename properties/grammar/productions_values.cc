// The registration table: field values, and those that are scanned octet by octet.
#include "properties/grammar/production_lists.h"

#include <map>
#include <string>

#include "parser/fields/values.h"
#include "parser/uri.h"

namespace plumbline::properties {
namespace {

// What the row of a field has beside its syntax: see Production.
struct Beside {
  Clauses clauses = {};
  Names prose = {};
  int depth = 0;
};

const Names kCodings = {"chunked-with-parameter", "compression-with-parameter"};

const std::map<Field, Beside>& AllBeside() {
  static const auto& beside = *new std::map<Field, Beside>{
      {Field::kKeepAlive,
       {{C::kKeepAliveTimeout, C::kKeepAliveMax},
        {"timeout-no-digits", "timeout-without-value", "timeout-overflow", "max-no-digits", "max-without-value",
         "max-overflow"}}},
      {Field::kTransferEncoding, {{}, kCodings}},
      {Field::kContentLength, {{}, {"content-length-overflow"}}},
      {Field::kVia, {{}, {}, 3}},
  };
  return beside;
}

Production RowOf(Field field, const char* entry, const EntryPoint& read) {
  const FieldInfo& info = Info(field);
  const auto beside = AllBeside().find(field);
  Production row{std::string(info.rule), entry, read, {*info.syntax}};
  if (beside == AllBeside().end()) return row;
  row.clauses = row.clauses + beside->second.clauses;
  row.prose = beside->second.prose;
  row.depth = beside->second.depth;
  return row;
}

}  // namespace

std::vector<Production> FieldValues() {
  std::vector<Production> rows;
#define PLUMBLINE_VALUE_FIELD(id, name, document, section, shape, traits, rule, syntax) \
  rows.push_back(RowOf(Field::k##id, "Parse" #id, Whole(Parse##id)));
#include "parser/fields/fields.def"
  return rows +
         std::vector<Production>{
             {"RFC9110/Host", "ParseHostPort", Whole(ParseHostPort), kHostPort},
             {"RFC9110/Host", "HostPortScanner", Fed<HostPortScanner>(), kHostPort},
             {"prose/connection-after-colon", "ConnectionScanner", FedConnectionScanner(), {C::kConnectionOption}},
             {"prose/transfer-encoding-after-colon",
              "TransferEncodingScanner",
              Fed<TransferEncodingScanner>(),
              {C::kTransferEncodingSyntax},
              kCodings},
         };
}

}  // namespace plumbline::properties
