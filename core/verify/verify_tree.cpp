// SPDX-License-Identifier: Apache-2.0
#include "core/verify/verify_tree.h"

#include "core/nn/torch.h"

#include <set>
#include <vector>

#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/base/json_read.h"
#include "core/verify/detection_cases.h"
#include "core/verify/diffusion_cases.h"

namespace destudio::verify {

namespace fs = std::filesystem;

namespace {

/// Recorded networks are so small that threads spend their time waiting for each other; one also adds up in a fixed
/// order.
class OneThread {
public:
    OneThread() : m_before(at::get_num_threads()) { at::set_num_threads(1); }
    ~OneThread() { at::set_num_threads(m_before); }
    OneThread(const OneThread&) = delete;
    OneThread& operator=(const OneThread&) = delete;

private:
    int m_before;
};

/// A detection recording may have a golden.json as well; a bundle may have any name.
bool is_golden_case(const fs::path& folder) {
    return fs::exists(folder / "golden.json") &&
           (fs::exists(folder / "model_index.json") || !is_detection_case(folder));
}

/// The cases under `folder`. A case's own folders are not searched.
void collect(const fs::path& folder, std::vector<fs::path>& cases) {
    if (is_golden_case(folder) || is_detection_case(folder)) {
        cases.push_back(folder);
        return;
    }
    std::set<fs::path> children;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.is_directory() && !entry.is_symlink()) {
            children.insert(entry.path());
        }
    }
    for (const auto& child : children) {
        collect(child, cases);
    }
}

void run_golden_case(const fs::path& folder, Checks& checks, const std::stop_token& stop) {
    const GoldenRecording golden(folder);
    const auto kind = json_value<std::string>(golden.index(), "kind", {});
    if (kind == "single_file") {
        run_single_file_case(golden, checks, stop);
    } else if (kind == "few_step_scheduler") {
        run_scheduler_case(golden, checks);
    } else if (kind == "few_step") {
        run_few_step_case(golden, checks, stop);
    } else if (kind == "lora") {
        run_lora_case(golden, checks, stop);
    } else if (kind == "gligen") {
        run_gligen_case(golden, checks, stop);
    } else if (kind == "faster_rcnn") {
        run_faster_rcnn_case(golden, checks);
    } else if (!kind.empty() && kind != "tokenizer") {
        checks.add({.name = "recording",
                    .passed = true,
                    .informative = true,
                    .note = "This program does not know recordings of the kind " + kind + "; they were passed over."});
    } else if (fs::exists(folder / "text_encoder_2" / "config.json")) {
        run_sdxl_case(golden, checks, stop);
    } else if (fs::exists(folder / "model_index.json")) {
        run_bundle_case(golden, checks, stop);
    } else if (golden.index().contains("timestep_tables") || golden.index().contains("trajectories")) {
        run_scheduler_case(golden, checks);
    } else if (fs::exists(folder / "vae" / "config.json")) {
        run_autoencoder_tiny_case(golden, checks);
    } else if (fs::exists(folder / "tokenizer" / "vocab.json")) {
        check_tokenizer(golden, checks);
    } else {
        throw FormatError(
            (folder / "golden.json").string() +
            " belongs to no kind of recording that this program knows: it expects a bundle or a "
            "tokenizer beside it, scheduler tables, a few-step model, LoRA files, or a tiny autoencoder.");
    }
}

std::string case_name(const fs::path& root, const fs::path& folder) {
    const auto relative = folder.lexically_relative(root).generic_string();
    if (!relative.empty() && relative != ".") {
        return relative;
    }
    const auto whole = fs::weakly_canonical(folder);
    return whole.filename().string();
}

}  // namespace

TreeTotals verify_tree(const fs::path& root, const std::function<void(const TensorResult&)>& sink,
                       const std::stop_token& stop) {
    if (!fs::is_directory(root)) {
        throw IoError("There is no folder " + root.string() + ".");
    }
    std::vector<fs::path> cases;
    collect(root, cases);
    const OneThread one_thread;
    TreeTotals totals;
    for (const auto& folder : cases) {
        throw_if_stopped(stop);
        ++totals.cases;
        const auto prefix = case_name(root, folder) + "/";
        Checks checks([&](const Check& check) {
            if (!check.informative) {
                ++(check.passed ? totals.passed : totals.failed);
            }
            sink({prefix + check.name, check.max_error, check.bound, check.passed, check.informative, check.note});
        });
        guarded(checks, "recording", [&] {
            if (is_golden_case(folder)) {
                run_golden_case(folder, checks, stop);
            } else {
                run_detection_case(folder, checks);
            }
            if (checks.all().empty()) {
                checks.fail("recording", "There is nothing to compare in " + folder.string() + ".");
            }
        });
    }
    return totals;
}

}  // namespace destudio::verify
