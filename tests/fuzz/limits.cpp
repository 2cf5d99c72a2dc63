// libFuzzer calls this before it reads its arguments: limits that hold for every target, and that
// an argument on the command line still overrides.
#include <cstdint>
#include <vector>

extern "C" int LLVMFuzzerInitialize(int* count, char*** arguments) {
  static char kLimits[][32] = {"-timeout=1", "-rss_limit_mb=200", "-malloc_limit_mb=200"};
  static std::vector<char*> all;
  all.assign(*arguments, *arguments + *count);
  for (char* limit : kLimits) all.insert(all.begin() + 1, limit);
  all.push_back(nullptr);
  *count = int(all.size()) - 1;
  *arguments = all.data();
  return 0;
}

/// What was freed would count against the limit for as long as the sanitizer keeps it. And malloc
/// refuses an absurd size, as it does without the sanitizer; what is `new` still ends the run.
extern "C" const char* __asan_default_options() {
  return "quarantine_size_mb=8:allocator_may_return_null=1";
}
