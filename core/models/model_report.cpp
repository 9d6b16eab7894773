// SPDX-License-Identifier: Apache-2.0
#include "core/models/model_report.h"

#include <algorithm>
#include <array>

#include "core/base/error.h"
#include "core/base/json_read.h"
#include "core/models/folder_model.h"
#include "core/models/model_description.h"
#include "core/models/recognition.h"
#include "core/models/tensor_list.h"

namespace destudio::models {

namespace fs = std::filesystem;

namespace {

std::string container_word(Container container) {
    switch (container) {
        case Container::kSafetensors:
            return "safetensors";
        case Container::kShards:
            return "shards";
        case Container::kCheckpoint:
            return "checkpoint";
        case Container::kGguf:
            return "gguf";
        case Container::kOldPickle:
            return "old_pickle";
        case Container::kLfsPointer:
            return "lfs_pointer";
        case Container::kWebPage:
            return "web_page";
        case Container::kEmpty:
            return "empty";
        case Container::kOther:
            break;
    }
    return "other";
}

std::uint64_t elements(const TensorInfo& tensor) {
    std::uint64_t count = 1;
    for (const auto size : tensor.shape) {
        if (__builtin_mul_overflow(count, static_cast<std::uint64_t>(size), &count)) {
            return 0;
        }
    }
    return count;
}

/// Tensors behind a prefix.
void count_part(const TensorList& list, const std::string& prefix, ReportedPart& part) {
    for (auto at = list.tensors.lower_bound(prefix); at != list.tensors.end() && at->first.starts_with(prefix); ++at) {
        ++part.tensors;
        part.bytes += at->second.bytes;
    }
}

class Reporter {
public:
    Reporter(const fs::path& path, const ModelFileOptions& options) : m_options(options) { m_report.path = path; }

    ModelReport run() {
        std::error_code error;
        if (!fs::exists(m_report.path, error)) {
            throw IoError("There is no file or folder " + m_report.path.string() + ".");
        }
        try {
            fs::is_directory(m_report.path, error) ? look_at_folder() : look_at_file();
        } catch (const IoError&) {
            throw;
        } catch (const Error& problem) {
            m_report.sentence = problem.what();
        }
        return std::move(m_report);
    }

private:
    // --- a file

    void look_at_file() {
        const auto& path = m_report.path;
        std::error_code error;
        m_report.bytes = fs::file_size(path, error);
        const auto container = container_of(path);
        m_report.container = container_word(container);
        const auto list = read_tensor_list(path);
        count_tensors(list);
        const auto found = recognise(list);
        m_report.family = found.family;
        m_report.detail = found.detail;
        m_report.base = found.base;
        m_report.has_average_copy = found.has_average_copy;
        if (found.has_unet || found.has_autoencoder) {
            m_report.layout = found.original_layout ? "original" : "diffusers";
        }
        read_metadata(list);
        if (is_drawable(found.family)) {
            m_report.purpose = found.is_inpainting()   ? "inpainting"
                               : found.is_instructed() ? "instructions"
                                                       : "text to image";
            add_file_parts(list, found);
        }
        if (found.has_average_copy) {
            m_report.notes.emplace_back("It holds an averaged copy of the U-Net (EMA), which is not used.");
        }
        if (found.guidance_embedding) {
            m_report.notes.emplace_back("Its U-Net takes the guidance scale as an input: a distilled few-step model.");
        }
        describe([&] { return describe_single_file(path, m_options); });
        if (m_report.sentence.empty()) {
            m_report.sentence = "A model of " + family_name(found.family) + " in one file.";
        }
    }

    void count_tensors(const TensorList& list) {
        for (const auto& [name, tensor] : list.tensors) {
            ++m_report.tensors;
            m_report.parameters += elements(tensor);
            m_report.bytes_by_type[tensor.type] += tensor.bytes;
        }
    }

    void read_metadata(const TensorList& list) {
        static constexpr std::array<const char*, 12> kKeys{"modelspec.title",
                                                           "modelspec.author",
                                                           "modelspec.license",
                                                           "modelspec.architecture",
                                                           "modelspec.date",
                                                           "modelspec.usage_hint",
                                                           "modelspec.prediction_type",
                                                           "ss_base_model_version",
                                                           "ss_network_module",
                                                           "ss_network_dim",
                                                           "ss_output_name",
                                                           "general.architecture"};
        for (const char* key : kKeys) {
            if (const auto found = list.metadata.find(key); found != list.metadata.end() && !found->second.empty()) {
                m_report.metadata[key] = found->second.substr(0, 400);
            }
        }
    }

    void add_part(const std::string& name, bool present, const TensorList& list, const std::string& prefix) {
        ReportedPart part;
        part.name = name;
        part.present = present;
        if (present) {
            part.file = m_report.path;
            count_part(list, prefix, part);
        } else {
            m_report.missing.push_back(name);
        }
        m_report.parts.push_back(std::move(part));
    }

    void add_file_parts(const TensorList& list, const Recognition& found) {
        add_part("U-Net", found.has_unet, list, found.unet_prefix);
        add_part("autoencoder", found.has_autoencoder, list, found.autoencoder_prefix);
        add_part("text encoder", found.has_text, list, found.text_prefix);
        if (found.family == Family::kStableDiffusionXl) {
            add_part("second text encoder", found.has_text_2, list, found.text_2_prefix);
        }
        if (!m_options.autoencoder.empty()) {
            std::erase(m_report.missing, "autoencoder");
        }
    }

    // --- a folder

    void look_at_folder() {
        const auto& path = m_report.path;
        m_report.container = "folder";
        const auto kind = kind_of_folder(path);
        m_report.family = kind.family;
        if (!kind.refusal.empty()) {
            m_report.sentence = kind.refusal;
            return;
        }
        m_report.layout = "diffusers";
        std::error_code error;
        m_report.can_label = fs::exists(path / "adapter" / "config.json", error);
        m_report.purpose = "text to image";
        try {
            describe([&] { return describe_folder(path, m_options); });
        } catch (const IoError& problem) {
            m_report.sentence = problem.what();
            return;
        }
        if (m_report.sentence.empty()) {
            m_report.sentence = "A model of " + family_name(kind.family) + " in a folder" +
                                (m_report.can_label ? ", with an adapter that labels." : ".");
        }
    }

    void add_folder_part(const std::string& name, const PartWeights& weights) {
        ReportedPart part;
        part.name = name;
        part.present = true;
        part.file = weights.file;
        part.note = weights.variant.empty() ? std::string() : "variant " + weights.variant;
        const auto list = read_tensor_list(weights.file);
        count_tensors(list);
        count_part(list, "", part);
        m_report.bytes += part.bytes;
        m_report.parts.push_back(std::move(part));
    }

    // --- both

    /// What opening it would say.
    template <class Describe>
    void describe(const Describe& describe_it) {
        ModelDescription model;
        try {
            model = describe_it();
        } catch (const Error& problem) {
            m_report.sentence = problem.what();
            return;
        }
        m_report.prediction =
            model.prediction_known ? json_value<std::string>(model.scheduler, "prediction_type", "epsilon") : "unknown";
        m_report.prediction_source = model.prediction_source;
        m_report.zero_terminal_snr = json_value<bool>(model.scheduler, "rescale_betas_zero_snr", false);
        m_report.zero_snr_source = model.zero_snr_source;
        m_report.notes.insert(m_report.notes.end(), model.notes.begin(), model.notes.end());
        if (!model.single_file) {
            add_folder_part("U-Net", model.unet);
            add_folder_part("autoencoder", model.autoencoder);
            add_folder_part("text encoder", model.text.weights);
            if (model.text_2) {
                add_folder_part("second text encoder", model.text_2->weights);
            }
        }
        if (model.unet_config.in_channels == 9 || model.unet_config.in_channels == 8) {
            m_report.purpose = model.unet_config.in_channels == 9 ? "inpainting" : "instructions";
        }
        estimate_memory();
        add_tokenizer(model);
        m_report.can_draw = m_report.missing.empty();
    }

    void add_tokenizer(const ModelDescription& model) {
        ReportedPart part;
        part.name = "tokenizer";
        part.present = !model.text.tokenizer.empty();
        part.file = model.text.tokenizer;
        if (!part.present) {
            m_report.missing.push_back(part.name);
            m_report.sentence = "A model of " + family_name(model.family) +
                                " in one file. It needs CLIP's vocabulary, which single files never hold: put the "
                                "tokenizer folder of any Stable Diffusion model beside it, or name it with "
                                "--tokenizer.";
        }
        m_report.parts.push_back(std::move(part));
    }

    /// The U-Net stays in memory; the other parts come one at a time.
    void estimate_memory() {
        std::uint64_t unet = 0;
        std::uint64_t largest = 0;
        for (const auto& part : m_report.parts) {
            (part.name == "U-Net" ? unet : largest) = part.name == "U-Net" ? part.bytes : std::max(largest, part.bytes);
        }
        const bool stored_whole =
            m_report.bytes_by_type.contains("F32") && m_report.bytes_by_type["F32"] * 2 > m_report.bytes;
        const auto sum = unet + largest;
        m_report.memory_float32 = stored_whole ? sum : 2 * sum;
        m_report.memory_half = stored_whole ? sum / 2 : sum;
    }

    const ModelFileOptions& m_options;
    ModelReport m_report;
};

}  // namespace

ModelReport inspect_model(const fs::path& path, const ModelFileOptions& options) {
    return Reporter(path, options).run();
}

}  // namespace destudio::models
