// SPDX-License-Identifier: Apache-2.0
// Reads what a scale-up leaves and another process continues or merges. Parts of the input: scale-up.json,
// counts.json, items.jsonl.
#include <cstdlib>
#include <string>

#include "core/base/error.h"
#include "core/scaleup/class_bounds.h"
#include "core/scaleup/counts_file.h"
#include "core/scaleup/item_log.h"
#include "core/scaleup/ledger.h"
#include "core/scaleup/manifest.h"
#include "tests/fuzz/parts.h"
#include "tests/fuzz/scratch_folder.h"

using namespace destudio;

namespace {

void fold(const std::filesystem::path& items, const scaleup::LedgerRules& rules) {
    scaleup::ItemReader reader(items);
    scaleup::Ledger ledger(rules);
    while (auto record = reader.next()) {
        ledger.add(*record);
        // What is read is written and read again alike.
        std::string line = scaleup::to_line(*record);
        const std::string before = line;
        if (scaleup::to_line(scaleup::parse_item_line(line, "what was written")) != before) {
            std::abort();
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const fuzz::ScratchFolder folder;
    auto rest = fuzz::as_text(data, size);
    for (const char* name : {"scale-up.json", "counts.json"}) {
        const auto part = fuzz::next_part(rest);
        folder.put(name, part.data(), part.size());
    }
    folder.put("items.jsonl", rest.data(), rest.size());
    scaleup::LedgerRules rules;
    rules.bounds = {3, scaleup::kNoBound};
    try {
        const auto manifest = scaleup::read_manifest(folder.path() / "scale-up.json");
        rules = manifest.rules();
        scaleup::read_counts(folder.path() / "counts.json", manifest);
    } catch (const Error&) {
        // A sentence for the user; the items are looked at all the same.
    }
    try {
        fold(folder.path() / "items.jsonl", rules);
    } catch (const Error&) {
        // A sentence for the user: what a broken file should lead to.
    }
    return 0;
}
