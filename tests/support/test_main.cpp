// SPDX-License-Identifier: Apache-2.0
#include "tests/support/test_main.h"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <vector>

namespace destudio::test {
namespace {

std::vector<TestClass>& test_classes() {
    static std::vector<TestClass> classes;
    return classes;
}

}  // namespace

bool add_test_class(const char* file, int (*run)(int argc, char** argv)) {
    test_classes().push_back({std::filesystem::path(file).stem().string(), run});
    return true;
}

}  // namespace destudio::test

int main(int argc, char** argv) {
    const auto& classes = destudio::test::test_classes();
    const std::string wanted = argc > 1 ? argv[1] : "";
    const auto found = std::find_if(classes.begin(), classes.end(), [&](const auto& c) { return c.name == wanted; });
    if (found == classes.end()) {
        std::cerr << "Usage: " << argv[0] << " CLASS [options of Qt Test]; one of:\n";
        for (const auto& known : classes) {
            std::cerr << "  " << known.name << '\n';
        }
        return 2;
    }
    std::vector<char*> rest = {argv[0]};
    rest.insert(rest.end(), argv + 2, argv + argc);
    rest.push_back(nullptr);
    return found->run(static_cast<int>(rest.size()) - 1, rest.data());
}
