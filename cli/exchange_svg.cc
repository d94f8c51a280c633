// The timeline as SVG: a sequence diagram whose rows have one height, with the time beside each.
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "cli/exchange_text.h"
#include "cli/exchange_timeline.h"
#include "cli/written_file.h"

namespace plumbline::cli {
namespace {

using oracle::Side;
using Kind = TimelineRow::Kind;

constexpr int kWidth = 1000;
constexpr int kClientX = 120;
constexpr int kServerX = 560;
constexpr int kRemarkX = kServerX + 24;
constexpr int kTop = 78;
constexpr int kRowHeight = 34;
constexpr int kBottom = 24;

absl::string_view ColorOf(oracle::Verdict verdict) {
  switch (verdict) {
    case oracle::Verdict::kConforms:
      return "#1a7f37";
    case oracle::Verdict::kUndecided:
    case oracle::Verdict::kDiscouraged:
      return "#9a6700";
    default:
      return "#cf222e";
  }
}

std::string SvgText(int x, int y, absl::string_view more, absl::string_view text) {
  return absl::StrCat("<text x=\"", x, "\" y=\"", y, "\" ", more, ">", Xml(text), "</text>\n");
}

std::string ArrowSvg(const TimelineRow& row, int y) {
  const bool client = row.side == Side::kClient;
  const int from = client ? kClientX : kServerX;
  const int to = client ? kServerX - 2 : kClientX + 2;
  const absl::string_view color = row.broken ? "#cf222e" : client ? "#0550ae" : "#24292f";
  std::string out = absl::Substitute(
      "<line x1=\"$0\" y1=\"$1\" x2=\"$2\" y2=\"$1\" stroke=\"$3\" stroke-width=\"1.6\"$4 marker-end=\"url(#$5)\"/>\n",
      from, y, to, color, row.broken ? " stroke-dasharray=\"6 4\"" : "",
      row.broken ? "broken"
      : client   ? "asks"
                 : "answers");
  const std::string place = client ? "fill=\"#0550ae\"" : "text-anchor=\"end\" fill=\"#24292f\"";
  out += SvgText(client ? kClientX + 10 : kServerX - 10, y - 6, place, row.text);
  if (!row.remark.empty()) out += SvgText(kRemarkX, y + 4, "class=\"faint\"", row.remark);
  return out;
}

std::string RowSvg(const TimelineRow& row, int y) {
  const int x = row.side == Side::kClient ? kClientX : kServerX;
  std::string out;
  if (row.at && row.kind != Kind::kIdle) {
    out += SvgText(kClientX - 20, y + 4, "text-anchor=\"end\" class=\"faint\"", SecondsText(*row.at));
  }
  switch (row.kind) {
    case Kind::kMessage:
      return out + ArrowSvg(row, y);
    case Kind::kEnd:
      out += absl::Substitute("<rect x=\"$0\" y=\"$1\" width=\"24\" height=\"5\" fill=\"$2\"/>\n", x - 12, y - 2,
                              row.broken ? "#cf222e" : "#24292f");
      return out + SvgText(row.side == Side::kClient ? x + 18 : x - 18, y + 5,
                           row.side == Side::kClient ? "" : "text-anchor=\"end\"", row.text);
    case Kind::kIdle:
      out += absl::Substitute("<rect x=\"$0\" y=\"$1\" width=\"$2\" height=\"$3\" fill=\"#eaeef2\"/>\n", kClientX,
                              y - kRowHeight / 2 + 6, kServerX - kClientX, kRowHeight - 12);
      return out + SvgText((kClientX + kServerX) / 2, y + 4, "text-anchor=\"middle\" class=\"faint\"",
                           row.remark.empty() ? row.text : absl::StrCat(row.text, ": ", row.remark));
    case Kind::kFinding:
      break;
  }
  const absl::string_view color = ColorOf(row.verdict);
  out += absl::Substitute("<circle cx=\"$0\" cy=\"$1\" r=\"6\" fill=\"$2\"/>\n", x, y, color);
  const std::string text =
      absl::StrCat(oracle::Name(row.verdict), ": the ", oracle::Name(row.side), "  [", row.text, "]");
  return out + SvgText(kRemarkX, y + 4, absl::StrCat("fill=\"", color, "\""), text);
}

std::string MarkerSvg(absl::string_view id, absl::string_view color) {
  return absl::Substitute(
      "<marker id=\"$0\" markerWidth=\"9\" markerHeight=\"8\" refX=\"8\" refY=\"4\" orient=\"auto\">"
      "<path d=\"M0,0 L9,4 L0,8 z\" fill=\"$1\"/></marker>\n",
      id, color);
}

}  // namespace

std::string TimelineSvg(absl::string_view title, const std::vector<TimelineRow>& rows) {
  const int height = kTop + static_cast<int>(rows.size()) * kRowHeight + kBottom;
  std::string out = absl::Substitute(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"$0\" height=\"$1\" viewBox=\"0 0 $0 $1\" "
      "font-family=\"sans-serif\" font-size=\"13\">\n<style>.faint{fill:#57606a;font-size:12px}</style>\n<defs>\n",
      kWidth, height);
  absl::StrAppend(&out, MarkerSvg("asks", "#0550ae"), MarkerSvg("answers", "#24292f"), MarkerSvg("broken", "#cf222e"),
                  "</defs>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
  out += SvgText(20, 24, "font-weight=\"bold\"", title);
  for (const Side side : {Side::kClient, Side::kServer}) {
    const int x = side == Side::kClient ? kClientX : kServerX;
    out += SvgText(x, 52, "text-anchor=\"middle\" font-weight=\"bold\"", oracle::Name(side));
    absl::SubstituteAndAppend(&out, "<line x1=\"$0\" y1=\"60\" x2=\"$0\" y2=\"$1\" stroke=\"#8c959f\"/>\n", x,
                              height - kBottom / 2);
  }
  int y = kTop + kRowHeight / 2;
  for (const TimelineRow& row : rows) {
    out += RowSvg(row, y);
    y += kRowHeight;
  }
  return out + "</svg>\n";
}

}  // namespace plumbline::cli
