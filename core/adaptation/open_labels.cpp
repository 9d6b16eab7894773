// SPDX-License-Identifier: Apache-2.0
#include "core/adaptation/open_labels.h"

#include <spdlog/spdlog.h>

#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/image/image_io.h"
#include "core/project/project.h"

namespace destudio::adaptation {

namespace {

constexpr std::size_t kAtOnce = 16;

}  // namespace

std::size_t label_open_variants(const std::filesystem::path& file, const LabellerOptions& model,
                                const NewLabelsSink& sink, const std::stop_token& stop, const ProgressSink& progress) {
    const auto project = Project::open_for_reading(file);
    VariantFilter filter;
    filter.states = {VariantState::kNew};
    const auto open = project->search().find(filter, VariantOrder::kFewestEdits, project->settings().threshold());
    if (open.empty()) {
        return 0;
    }
    throw_if_stopped(stop);
    PictureLabeller labeller(model);
    std::vector<NewLabels> ready;
    std::size_t labelled = 0;
    const auto hand_over = [&] {
        if (!ready.empty()) {
            sink(ready, labeller.bundle().classes);
            labelled += ready.size();
            ready.clear();
        }
    };
    for (std::size_t i = 0; i < open.size(); ++i) {
        throw_if_stopped(stop);
        if (progress) {
            progress({"label", static_cast<std::int64_t>(i), static_cast<std::int64_t>(open.size())});
        }
        try {
            ready.push_back({open[i], labeller.label(project->variants().load_image(open[i]))});
        } catch (const IoError& error) {
            spdlog::warn("Not labelled anew: {}", error.what());
        } catch (const FormatError& error) {
            spdlog::warn("Not labelled anew: {}", error.what());
        } catch (const UsageError& error) {  // it was removed meanwhile
            spdlog::debug("Not labelled anew: {}", error.what());
        }
        if (ready.size() >= kAtOnce) {
            hand_over();
        }
    }
    hand_over();
    return labelled;
}

}  // namespace destudio::adaptation
