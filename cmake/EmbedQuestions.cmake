# Run at build time: writes the C++ source ${out} with the questions of ${corpus}/cases and ${corpus}/real, so that the
# command has them wherever it runs. A case of other sizes (`limits`) is left out: nobody else's parser has those.
set(rows "")

# The octets of `file` as a C++ expression.
function(octets_of file result)
  file(READ "${file}" hex HEX)
  string(LENGTH "${hex}" digits)
  math(EXPR size "${digits} / 2")
  string(REGEX REPLACE "(..)" "\\\\x\\1" text "${hex}")
  set(${result} "absl::string_view(\"${text}\", ${size})" PARENT_SCOPE)
endfunction()

# Adds a row: what `json` says at the path that follows it, of the octets in `file`.
function(add_row id file json)
  string(JSON kind GET "${json}" ${ARGN} kind)
  string(JSON role ERROR_VARIABLE none GET "${json}" ${ARGN} role)
  string(JSON eof ERROR_VARIABLE none GET "${json}" ${ARGN} eof)
  string(JSON count ERROR_VARIABLE no_methods LENGTH "${json}" ${ARGN} methods)
  set(methods "")
  set(has_methods false)
  if(NOT no_methods)
    set(has_methods true)
    if(count GREATER 0)
      math(EXPR last "${count} - 1")
      foreach(index RANGE ${last})
        string(JSON method GET "${json}" ${ARGN} methods ${index})
        string(APPEND methods "${method}\\n")
      endforeach()
    endif()
  endif()
  if(role STREQUAL "intermediary")
    set(role kIntermediary)
  elseif(kind STREQUAL "request")
    set(role kOrigin)
  else()
    set(role kUserAgent)
  endif()
  string(REPLACE "request" "kRequest" kind "${kind}")
  string(REPLACE "response" "kResponse" kind "${kind}")
  if(eof)
    set(eof true)
  else()
    set(eof false)
  endif()
  octets_of("${file}" octets)
  string(APPEND rows
    "    {\"${id}\", MessageKind::${kind}, Recipient::${role}, ${eof}, ${has_methods}, \"${methods}\",\n     ${octets}},\n")
  set(rows "${rows}" PARENT_SCOPE)
endfunction()

file(GLOB cases RELATIVE "${corpus}" "${corpus}/cases/*/*.json")
foreach(case IN LISTS cases)
  file(READ "${corpus}/${case}" json)
  string(JSON limits ERROR_VARIABLE usual GET "${json}" limits)
  if(usual)
    string(REGEX REPLACE "\\.json$" "" id "${case}")
    add_row("${id}" "${corpus}/${id}.http" "${json}")
  endif()
endforeach()

file(READ "${corpus}/real/manifest.json" manifest)
string(JSON files LENGTH "${manifest}" files)
math(EXPR last "${files} - 1")
foreach(number RANGE ${last})
  string(JSON entry GET "${manifest}" files ${number})
  string(JSON file GET "${entry}" file)
  string(REGEX REPLACE "\\.http$" "" id "real/${file}")
  add_row("${id}" "${corpus}/real/${file}" "${entry}")
endforeach()

file(WRITE "${out}.new" "// Made of corpus/ by cmake/EmbedQuestions.cmake.
#include \"cli/corpus.h\"

namespace plumbline::cli {
namespace {

constexpr CorpusQuestion kQuestions[] = {
${rows}};

}  // namespace

absl::Span<const CorpusQuestion> CorpusQuestions() { return kQuestions; }

}  // namespace plumbline::cli
")
file(RENAME "${out}.new" "${out}")
