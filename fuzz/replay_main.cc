// Runs a fuzz target over files, without an engine:
//
//   request_stream_replay corpus/seeds/request_stream some.http
//
// A directory stands for every file below it, in the order of their names. Each input is an
// exact-size heap copy, so that a sanitizer sees a read one octet too far. Exit status: 0 when every
// input held the target's law, 1 when there was no input at all; a broken law aborts, with the
// input's name on the last line.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

// What a custom mutator calls. There is no engine here, and nothing mutates.
extern "C" size_t LLVMFuzzerMutate(uint8_t* data, size_t size, size_t max_size);
extern "C" size_t LLVMFuzzerMutate(uint8_t* /*data*/, size_t size, size_t /*max_size*/) { return size; }

namespace {

namespace fs = std::filesystem;

// Octets that belong beside an input, not to it: the expected verdict, a note for readers.
bool IsInput(const fs::path& path) {
  const std::string extension = path.extension().string();
  return extension != ".json" && extension != ".md";
}

bool AddInputs(const fs::path& path, std::vector<fs::path>* inputs) {
  std::error_code error;
  if (fs::is_directory(path, error)) {
    for (fs::recursive_directory_iterator it(path, error), end; it != end; it.increment(error)) {
      if (it->is_regular_file(error) && IsInput(it->path())) inputs->push_back(it->path());
    }
  } else if (fs::exists(path, error)) {
    inputs->push_back(path);
  } else {
    return false;
  }
  return true;
}

bool Run(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return false;
  const std::string octets((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  std::unique_ptr<uint8_t[]> copy(new uint8_t[octets.size()]);
  std::copy(octets.begin(), octets.end(), copy.get());
  LLVMFuzzerTestOneInput(copy.get(), octets.size());
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<fs::path> inputs;
  for (int i = 1; i < argc; ++i) {
    if (!AddInputs(argv[i], &inputs)) std::fprintf(stderr, "%s: not there, skipped\n", argv[i]);
  }
  std::sort(inputs.begin(), inputs.end());

  size_t ran = 0;
  for (const fs::path& input : inputs) {
    // Left on the screen when the target aborts: ctest shows what a failing test printed.
    std::fprintf(stderr, "%s\n", input.c_str());
    if (!Run(input)) {
      std::fprintf(stderr, "%s: cannot be read\n", input.c_str());
      return EXIT_FAILURE;
    }
    ++ran;
  }
  std::printf("ran %zu inputs\n", ran);
  if (ran == 0) {
    std::fprintf(stderr, "nothing to run: name files or directories that hold inputs\n");
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
