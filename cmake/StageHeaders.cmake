# Run by `cmake --install`: copies the headers in ${plumbline_headers} to ${plumbline_staged}, from where they are
# installed. Here they include "parser/…", there "plumbline/parser/…", so that one include directory serves a user.
file(REMOVE_RECURSE "${plumbline_staged}")
file(GLOB_RECURSE headers RELATIVE "${plumbline_headers}" "${plumbline_headers}/*.h" "${plumbline_headers}/*.def")
foreach(header IN LISTS headers)
  file(READ "${plumbline_headers}/${header}" text)
  string(REPLACE "#include \"parser/" "#include \"plumbline/parser/" text "${text}")
  file(WRITE "${plumbline_staged}/${header}" "${text}")
endforeach()
