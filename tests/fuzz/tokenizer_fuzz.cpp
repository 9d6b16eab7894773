// SPDX-License-Identifier: Apache-2.0
// Reads a tokenizer whose file FUZZ_FILE is the input, the others sound, and encodes a text with it.
#include <string_view>

#include "core/base/error.h"
#include "core/diffusion/clip_tokenizer.h"
#include "tests/fuzz/scratch_folder.h"

using namespace destudio;

namespace {

const fuzz::ScratchFolder& prepared_folder() {
    static const fuzz::ScratchFolder folder;
    static const bool prepared = [] {
        const auto put = [](const char* name, std::string_view text) { folder.put(name, text.data(), text.size()); };
        put("vocab.json",
            R"({"a":0,"b":1,"c":2,"a</w>":3,"b</w>":4,"c</w>":5,"ab</w>":6,"<|startoftext|>":7,"<|endoftext|>":8})");
        put("merges.txt", "#version: 0.2\na b</w>\n");
        put("special_tokens_map.json", R"({"bos_token":"<|startoftext|>","eos_token":"<|endoftext|>"})");
        put("tokenizer_config.json", R"({"model_max_length":77,"pad_token":"<|endoftext|>"})");
        return true;
    }();
    static_cast<void>(prepared);
    return folder;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const fuzz::ScratchFolder& folder = prepared_folder();
    folder.put(FUZZ_FILE, data, size);
    try {
        const diffusion::ClipTokenizer tokenizer(folder.path());
        tokenizer.encode(
            {"ab c Gr\xC3\xB6\xC3\x9F"
             "e &amp; <b>",
             std::string(400, 'a')});
    } catch (const Error&) {
        // A sentence for the user: what a broken file should lead to.
    }
    return 0;
}
