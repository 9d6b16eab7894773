// SPDX-License-Identifier: Apache-2.0
#include "core/base/process_memory.h"

#include <malloc.h>

#include <fstream>
#include <string>

namespace destudio {

ProcessMemory process_memory() {
    ProcessMemory memory;
    std::ifstream in("/proc/self/status");
    std::string line;
    while (std::getline(in, line)) {
        for (const auto& [name, value] : {std::pair<const char*, std::int64_t*>{"VmRSS:", &memory.resident},
                                          {"RssAnon:", &memory.anonymous},
                                          {"RssFile:", &memory.files},
                                          {"VmHWM:", &memory.peak}}) {
            if (line.starts_with(name)) {
                *value = std::stoll(line.substr(std::string(name).size())) * 1024;
            }
        }
    }
    return memory;
}

bool restart_peak_memory() {
    std::ofstream out("/proc/self/clear_refs");
    out << "5" << std::flush;
    return out.good();
}

void give_back_free_memory() {
#ifdef __GLIBC__
    ::malloc_trim(0);
#endif
}

}  // namespace destudio
