// SPDX-License-Identifier: Apache-2.0
// Reads the input as a list of classes, with a name a line and as JSON, and as a merge table.
#include "core/base/error.h"
#include "core/dataset/operations/class_map_file.h"
#include "core/detection/common/class_list_file.h"
#include "tests/fuzz/scratch_folder.h"

using namespace destudio;

namespace {

template <class Read>
void try_to(Read read) {
    try {
        read();
    } catch (const Error&) {
        // A sentence for the user: what a broken file should lead to.
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const fuzz::ScratchFolder folder;
    folder.put("a.txt", data, size);
    folder.put("a.json", data, size);
    try_to([] { detection::read_class_list(folder.path() / "a.txt"); });
    try_to([] { detection::read_class_list(folder.path() / "a.json"); });
    try_to([] { dataset::read_class_map(folder.path() / "a.json"); });
    return 0;
}
