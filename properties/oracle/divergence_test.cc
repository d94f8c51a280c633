// Laws of the divergence classes (oracle/divergence/classes.def). What the strict parser accepts, every model reads the
// same way, except for named classes: those in which a browser misreads or refuses valid octets. And whatever the
// octets, no reading is unexplained: where a model takes for a response what is none, a class says which behaviour it
// is.
//
// corpus/divergences/ has witnesses, which show that no class is an empty excuse.
#include "properties/law.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "models/model.h"
#include "oracle/divergence/divergence.h"
#include "oracle/divergence/strict.h"
#include "properties/generators/basic.h"
#include "properties/generators/exchange.h"
#include "properties/generators/message.h"
#include "properties/models/models_support.h"
#include "properties/show.h"

namespace plumbline::properties {
namespace {

using models::Exchange;
using models::Model;
using models::Reading;
using oracle::Classification;
using oracle::Classify;
using oracle::DivergenceClass;
using oracle::DivergenceInfo;
using oracle::DivergenceKind;
using oracle::ReadStrictly;
using oracle::StrictReading;
using Verdict = Classification::Verdict;

std::string Show(const Model& model, const Exchange& exchange, const StrictReading& strict, const Reading& reading,
                 const Classification& found) {
  return absl::StrCat(model.name, " reads ", Escape(std::string(exchange.octets)), " to ", std::string(exchange.method),
                      " as\n", Text(reading), "and the strict parser as\n", Text(strict.interpretation), "differs ",
                      found.differs, "\n");
}

void CheckExplained(const Exchange& exchange, const StrictReading& strict) {
  for (const Model& model : models::Models()) {
    const Reading reading = model.read(exchange);
    const Classification found = Classify(model, exchange, strict, reading);
    if (found.verdict != Verdict::kUnexplained) continue;
    RC_LOG() << Show(model, exchange, strict, reading, found);
    RC_FAIL("unexplained");
  }
}

LAW(ModelAgreement, ValidResponsesAreReadAsTheyAreMeant, ()) {
  const MessageSample sample = *AnyFinalResponse(Lasts::kAnyhow);
  Exchange exchange;
  exchange.octets = sample.octets;
  exchange.method = sample.method;
  exchange.end_of_input = sample.until_close;
  const StrictReading strict = ReadStrictly(exchange);
  RC_ASSERT(strict.interpretation.verdict == Outcome::kComplete);
  RC_ASSERT(strict.response() != nullptr);
  CheckExplained(exchange, strict);
}

LAW(ModelAgreement, AnyReadingIsExplained, ()) {
  const ExchangeSample sample = *AnyExchange();
  const Exchange exchange = sample.Get();
  CheckExplained(exchange, ReadStrictly(exchange));
  for (const Model& model : models::Models()) {
    const Classification found = oracle::ClassifyMending(model, exchange);
    if (found.verdict == Verdict::kUnexplained) RC_LOG() << model.name << "\n" << Text(model.read(exchange));
    RC_ASSERT(found.verdict != Verdict::kUnexplained);
  }
}

// A field line that is none, and what the models that the class concerns take it for.
struct Mend {
  DivergenceClass divergence;
  const char* line;
  const char* taken_for;
};
constexpr Mend kMends[] = {
    {DivergenceClass::kBareLfEndsLine, "X: a\n", "X: a\r\n"},
    {DivergenceClass::kBareCrEndsLine, "X: a\rY: b\r\n", "X: a\r\nY: b\r\n"},
    {DivergenceClass::kObsFoldJoined, "X: a\r\n b\r\n", "X: a b\r\n"},
    {DivergenceClass::kWhitespaceAfterStatusLine, " X: a\r\n", ""},
    {DivergenceClass::kLineWithoutColon, "X\r\n", ""},
    {DivergenceClass::kEmptyNamePassedOver, ": a\r\n", ""},
    {DivergenceClass::kInvalidNamePassedOver, "X@ Y: a\r\n", ""},
    {DivergenceClass::kWhitespaceBeforeColonRemoved, "X \t: a\r\n", "X: a\r\n"},
    {DivergenceClass::kNameWithWhitespacePassedOver, "X Y: a\r\n", ""},
};

LAW(ModelAgreement, AMendedLineIsReadAsWhatItIsTakenFor, ()) {
  MessageSample sample = *AnyFinalResponse(Lasts::kAnyhow);
  const Mend& mend = kMends[*InRange<size_t>(0, std::size(kMends))];
  const size_t at = sample.octets.find("\r\n") + 2;
  std::string invalid = sample.octets;
  std::string valid = sample.octets;
  invalid.insert(at, mend.line);
  valid.insert(at, mend.taken_for);
  Exchange exchange;
  exchange.method = sample.method;
  exchange.end_of_input = sample.until_close;
  for (const Model& model : models::Models()) {
    if (!oracle::Info(mend.divergence).who.Has(model.client) || !model.knows_persistence) continue;
    exchange.octets = valid;
    Reading expected = model.read(exchange);
    exchange.octets = invalid;
    Reading reading = model.read(exchange);
    const Classification found = Classify(model, exchange, ReadStrictly(exchange), reading);
    const auto is_named = std::count(found.classes.begin(), found.classes.end(), mend.divergence) > 0;
    const bool has_head = reading.head.has_value() || !reading.informational.empty();
    RC_ASSERT(is_named == (has_head && reading.ending != models::Ending::kFailed));
    expected.consumed = reading.consumed = 0;
    RC_ASSERT(Text(reading) == Text(expected));
  }
}

// What Safari is known to read of valid responses, it reads as they are meant.
LAW(ModelAgreement, SafariReadsPlainResponses, ()) {
  const std::string body = *AnyOctets(0, 20);
  const std::string status = *OneOfTexts({"200", "404", "299", "500"});
  const bool until_close = *Sometimes(2);
  const std::string length = until_close ? "" : "Content-Length: " + std::to_string(body.size()) + "\r\n";
  const std::string octets = "HTTP/1.1 " + status + " OK\r\nX: " + *FieldContent() + "\r\n" + length + "\r\n" + body;
  Exchange exchange;
  exchange.octets = octets;
  exchange.end_of_input = until_close;
  const Model& safari = *models::FindModel("safari");
  const Classification found = Classify(safari, exchange, ReadStrictly(exchange), safari.read(exchange));
  RC_ASSERT(found.verdict == Verdict::kAgrees);
}

constexpr DivergenceKind kKinds[] = {DivergenceKind::kMisread, DivergenceKind::kRefused, DivergenceKind::kAccepted};

// A line of corpus/divergences/: octets by which the models named show this class and no other.
struct Witness {
  explicit Witness(const nlohmann::json& line)
      : name(line.at("class")),
        models(line.at("models").get<std::set<std::string>>()),
        octets_(OctetsOfText(line.at("octets"))),
        method_(line.value("method", "GET")),
        reads_(line.value("reads", std::vector<size_t>())),
        default_port_(line.value("port", 0) == 80),
        end_of_input_(line.value("eof", true)) {}

  Exchange Get() const {
    Exchange exchange;
    exchange.octets = octets_;
    exchange.method = method_;
    exchange.default_port = default_port_;
    exchange.end_of_input = end_of_input_;
    exchange.reads = reads_;
    return exchange;
  }

  std::string name;
  std::set<std::string> models;

 private:
  std::string octets_;
  std::string method_;
  std::vector<size_t> reads_;
  bool default_port_;
  bool end_of_input_;
};

std::vector<Witness> WitnessesOf(DivergenceKind kind) {
  std::vector<Witness> witnesses;
  std::ifstream in(absl::StrCat(PLUMBLINE_SOURCE_DIR, "/corpus/divergences/", oracle::Name(kind), ".jsonl"));
  for (std::string line; std::getline(in, line);) witnesses.emplace_back(nlohmann::json::parse(line));
  return witnesses;
}

TEST(Divergence, EveryWitnessShowsItsClassAlone) {
  for (const DivergenceKind kind : kKinds) {
    for (const Witness& witness : WitnessesOf(kind)) {
      const Exchange exchange = witness.Get();
      SCOPED_TRACE(absl::StrCat(witness.name, ": ", Escape(std::string(exchange.octets))));
      const std::optional<DivergenceClass> named = oracle::FindDivergence(witness.name);
      ASSERT_TRUE(named.has_value());
      EXPECT_EQ(oracle::Info(*named).kind, kind) << "in the file of another kind";
      const StrictReading strict = ReadStrictly(exchange);
      EXPECT_EQ(strict.interpretation.verdict == Outcome::kError && strict.response() == nullptr,
                kind == DivergenceKind::kAccepted && !absl::StartsWith(witness.name, "extra-octets-"));
      for (const Model& model : models::Models()) {
        const Reading reading = model.read(exchange);
        const Classification found = Classify(model, exchange, strict, reading);
        EXPECT_NE(found.verdict, Verdict::kUnexplained) << Show(model, exchange, strict, reading, found);
        std::vector<DivergenceClass> classes;
        if (witness.models.count(model.name) > 0) {
          classes.push_back(*named);
          EXPECT_EQ(found.classes, classes) << Show(model, exchange, strict, reading, found);
        } else {
          EXPECT_EQ(std::count(found.classes.begin(), found.classes.end(), *named), 0) << model.name;
        }
      }
    }
  }
}

// Classes excuse nobody else: where a model begins to read a witness as another model does that its class names, and
// the class does not name it, that is unexplained.
TEST(Divergence, NoClassExcusesAModelThatItDoesNotName) {
  for (const DivergenceKind kind : kKinds) {
    for (const Witness& witness : WitnessesOf(kind)) {
      const Exchange exchange = witness.Get();
      const DivergenceInfo& info = oracle::Info(*oracle::FindDivergence(witness.name));
      for (const std::string& named : witness.models) {
        for (Model model : models::Models()) {
          // Safari's persistence is not known and not compared.
          if (info.who.Has(model.client) || (!model.knows_persistence && info.kind == DivergenceKind::kMisread))
            continue;
          Reading own = model.read(exchange);
          model.read = models::FindModel(named)->read;
          Reading other = model.read(exchange);
          own.dropped = other.dropped = 0;
          own.reusable = other.reusable = false;
          if (Text(own) == Text(other)) continue;  // by another class, or both refuse
          EXPECT_EQ(oracle::ClassifyMending(model, exchange).verdict, Verdict::kUnexplained)
              << model.name << " reads as " << named << ": " << witness.name << " "
              << Escape(std::string(exchange.octets));
        }
      }
    }
  }
}

// Nor where a head is longer than a browser takes.
TEST(Divergence, LimitsOfHeadsAreNone) {
  const std::map<std::string, size_t> kilobytes = {
      {"chromium", 256}, {"firefox", 384}, {"webkitgtk", 100}, {"webkitgtk-3.2", 64}};
  for (const auto& [name, limit] : kilobytes) {
    const Model& model = *models::FindModel(name);
    for (const bool beyond : {false, true}) {
      SCOPED_TRACE(name + (beyond ? " beyond" : " below"));
      const std::string value((limit << 10) - (beyond ? 0 : 200), 'v');
      const std::string octets = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nA: " + value + "\r\n\r\n";
      Exchange exchange;
      exchange.octets = octets;
      const Reading reading = model.read(exchange);
      EXPECT_EQ(reading.ending, beyond ? models::Ending::kFailed : models::Ending::kComplete);
      EXPECT_EQ(Classify(model, exchange, ReadStrictly(exchange), reading).verdict, Verdict::kAgrees);
    }
  }
}

// Where a browser reads no otherwise, there is no divergence, however near a class is.
TEST(Divergence, NothingIsNamedWhereNothingDiffers) {
  constexpr const char* kSame[][3] = {
      {"chromium", "GET", "HTTP/1.1 205 Reset Content\r\nContent-Length: 0\r\n\r\n"},
      {"firefox", "HEAD", "HTTP/1.1 205 Reset Content\r\nContent-Length: 5\r\n\r\n"},
      {"webkitgtk", "GET", "HTTP/1.1 200 OK\r\nX: \xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80\r\nContent-Length: 0\r\n\r\n"},
      {"webkitgtk", "GET", "HTTP/1.0 200 OK\r\nConnection: x, keep-alive\r\nContent-Length: 0\r\n\r\n"},
      {"firefox", "GET", "HTTP/1.1 200 OK\r\nKeep-Alive: timeout=5\r\nContent-Length: 0\r\n\r\n"},
  };
  for (const auto& [name, method, octets] : kSame) {
    const Model& model = *models::FindModel(name);
    Exchange exchange;
    exchange.octets = octets;
    exchange.method = method;
    EXPECT_EQ(Classify(model, exchange, ReadStrictly(exchange), model.read(exchange)).verdict, Verdict::kAgrees)
        << name << " reads " << octets;
  }
}

TEST(Divergence, EveryClassHasAWitnessForEachModel) {
  std::set<std::pair<std::string, std::string>> shown;
  for (const DivergenceKind kind : kKinds) {
    for (const Witness& witness : WitnessesOf(kind)) {
      for (const std::string& model : witness.models) shown.emplace(witness.name, model);
    }
  }
  for (const DivergenceInfo& info : oracle::AllDivergences()) {
    for (const models::Client client : Named(info)) {
      const std::string model(Name(client));
      EXPECT_NE(models::FindModel(model), nullptr) << model;
      EXPECT_EQ(shown.count({std::string(info.name), model}), 1u) << info.name << " has no witness for " << model;
    }
  }
}

TEST(Divergence, ClassesAreWellFormed) {
  std::set<absl::string_view> names;
  for (const DivergenceInfo& info : oracle::AllDivergences()) {
    SCOPED_TRACE(info.name);
    EXPECT_TRUE(names.insert(info.name).second) << "twice";
    EXPECT_EQ(info.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-."), absl::string_view::npos);
    const std::optional<Clause> clause = FindClause(info.clause);
    if (info.kind == DivergenceKind::kAccepted) {
      ASSERT_TRUE(clause.has_value()) << info.clause;
      EXPECT_EQ(Info(*clause).effect, Effect::kReject);
    } else if (!clause) {
      // A rule of the two lists of RFC 9112, or a section.
      const size_t digits = info.clause.find_first_not_of("0123456789.-");
      EXPECT_TRUE(digits == absl::string_view::npos || absl::StartsWith(info.clause, "9112-6.3-r") ||
                  absl::StartsWith(info.clause, "9112-9.3-r"))
          << info.clause;
    }
    EXPECT_NE(info.aspects, 0u);
    // An RFC and a section, unless it depends; what is more comes after a comma, semicolon or word.
    const bool has_place = absl::StartsWith(info.place, "9110 ") || absl::StartsWith(info.place, "9112 ");
    EXPECT_EQ(has_place, info.standing != oracle::Standing::kDepends) << info.place;
    EXPECT_TRUE(absl::EndsWith(info.happens, "."));
  }
}

// docs/models.md has the classes as tables, one per kind.
TEST(Divergence, DocumentationHasTheTables) {
  std::ifstream in(PLUMBLINE_SOURCE_DIR "/docs/models.md");
  const std::string page((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  size_t at = 0;
  for (const DivergenceKind kind : kKinds) {
    std::string table =
        "\n| class | who | what happens | clause | the standard | see |\n| --- | --- | --- | --- | --- | --- |\n";
    for (const DivergenceInfo& info : oracle::AllDivergences()) {
      if (info.kind != kind) continue;
      std::vector<absl::string_view> who;
      for (const models::Client client : Named(info)) who.push_back(Name(client));
      absl::StrAppend(&table, "| `", info.name, "` | ", absl::StrJoin(who, ", "), " | ", info.happens, " | ",
                      info.clause, " | ", oracle::Standard(info), " | ", info.why, " |\n");
    }
    table += "\n";
    const size_t found = page.find(table, at);
    EXPECT_NE(found, std::string::npos) << "docs/models.md has to have, after the kinds before:" << table;
    if (found != std::string::npos) at = found + table.size();
  }
}

}  // namespace
}  // namespace plumbline::properties
