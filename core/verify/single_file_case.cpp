// SPDX-License-Identifier: Apache-2.0
#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/models/model_description.h"
#include "core/models/part_weights.h"
#include "core/nn/io/weights.h"
#include "core/verify/diffusion_cases.h"

namespace destudio::verify {

namespace {

namespace fs = std::filesystem;

template <class Network, class Config>
std::shared_ptr<Network> network_of(const Config& config, const nn::WeightSource& weights) {
    const nn::SkipInitialization skip;
    auto network = std::make_shared<Network>(config);
    nn::load_weights(*network, weights, {.dtype = torch::kFloat32});
    return network;
}

/// Every tensor that mapping.json names, as this program finds it in the single file, against the folder's.
class MappingCheck {
public:
    MappingCheck(const GoldenRecording& golden, const models::ModelDescription& single,
                 const models::ModelDescription& folder)
        : m_entries(read_json(golden.folder() / "mapping.json").at("entries")) {
        m_single = parts_of(single);
        m_folder = parts_of(folder);
    }

    void run(Checks& checks) const {
        double wrong = 0;
        std::string first;
        for (const auto& entry : m_entries) {
            const auto component = entry.at("component").get<std::string>();
            const auto name = entry.at("folder").get<std::string>();
            const auto single = m_single.find(component);
            const auto folder = m_folder.find(component);
            const bool same = single != m_single.end() && folder != m_folder.end() && single->second->contains(name) &&
                              folder->second->contains(name) &&
                              largest_difference(single->second->tensor(name).to(torch::kFloat32),
                                                 folder->second->tensor(name).to(torch::kFloat32)) == 0;
            if (!same) {
                wrong += 1;
                first = first.empty() ? component + "/" + name : first;
            }
        }
        Check check{.name = "mapping", .max_error = wrong, .bound = 0, .passed = wrong == 0};
        check.note = first.empty() ? std::string() : "The first tensor that differs is " + first + ".";
        checks.add(check);
    }

private:
    using Sources = std::map<std::string, std::shared_ptr<const nn::WeightSource>>;

    static Sources parts_of(const models::ModelDescription& model) {
        models::PartOpener opener;
        Sources sources{{"unet", opener.open(model.unet)},
                        {"vae", opener.open(model.autoencoder)},
                        {"text_encoder", opener.open_text(model.text.weights)}};
        if (model.text_2) {
            sources.emplace("text_encoder_2", opener.open_text(model.text_2->weights));
        }
        return sources;
    }

    nlohmann::json m_entries;
    Sources m_single;
    Sources m_folder;
};

/// What the shapes and the original configuration say must be what the folder's configurations say, but for what no
/// file tells: group counts of the norms, and heads and activation of a text encoder.
void check_derived_configs(const models::ModelDescription& derived, const models::ModelDescription& folder,
                           Checks& checks) {
    auto unet = derived.unet_config;
    unet.norm_num_groups = folder.unet_config.norm_num_groups;
    unet.sample_size = folder.unet_config.sample_size;
    unet.upcast_attention = folder.unet_config.upcast_attention;
    checks.holds("derived.unet", unet == folder.unet_config);
    auto vae = nn::parse_autoencoder_kl_config(derived.autoencoder_config, derived.autoencoder_source);
    const auto wanted = nn::parse_autoencoder_kl_config(folder.autoencoder_config, folder.autoencoder_source);
    vae.norm_num_groups = wanted.norm_num_groups;
    vae.sample_size = wanted.sample_size;
    checks.holds("derived.vae", vae == wanted);
    checks.holds("derived.text_encoders", derived.text_2.has_value() == folder.text_2.has_value());
    if (derived.text_2 && folder.text_2) {
        auto second = derived.text_2->config;
        second.num_attention_heads = folder.text_2->config.num_attention_heads;
        checks.holds("derived.text_encoder_2", second == folder.text_2->config);
    }
    auto text = derived.text.config;
    text.num_attention_heads = folder.text.config.num_attention_heads;
    checks.holds("derived.text_encoder", text == folder.text.config);
    const auto type = [](const models::ModelDescription& model) {
        return model.scheduler.value("prediction_type", std::string("epsilon"));
    };
    checks.holds("derived.prediction_type", type(derived) == type(folder));
}

/// Every part of a model, and its runs from prompts.
void run_pipeline(const GoldenRecording& golden, const models::ModelDescription& model, Checks& checks,
                  const std::stop_token& stop) {
    const auto networks = networks_of(model);
    throw_if_stopped(stop);
    if (networks.text_encoder_2) {
        guarded(checks, "text_encoders", [&] {
            check_two_text_encoders(golden, model, *networks.text_encoder, *networks.text_encoder_2, checks);
        });
    } else {
        guarded(checks, "tokenizer", [&] { check_tokenizer(golden, checks); });
        guarded(checks, "text_encoder", [&] { check_text_encoder(golden, *networks.text_encoder, checks); });
    }
    guarded(checks, "vae", [&] { check_autoencoder(golden, *networks.autoencoder, checks); });
    throw_if_stopped(stop);
    guarded(checks, "unet", [&] {
        check_added_conditions(golden, *networks.unet, checks);
        check_unet(golden, *networks.unet, checks);
    });
    throw_if_stopped(stop);
    guarded(checks, "e2e", [&] { check_prompted_runs(golden, model, networks, checks, stop); });
}

}  // namespace

BundleNetworks networks_of(const models::ModelDescription& model) {
    models::PartOpener opener;
    BundleNetworks networks;
    networks.text_encoder = network_of<nn::ClipTextEncoder>(model.text.config, *opener.open_text(model.text.weights));
    if (model.text_2) {
        networks.text_encoder_2 =
            network_of<nn::ClipTextEncoder>(model.text_2->config, *opener.open_text(model.text_2->weights));
    }
    networks.autoencoder = network_of<nn::AutoencoderKl>(
        nn::parse_autoencoder_kl_config(model.autoencoder_config, model.autoencoder_source),
        *opener.open(model.autoencoder));
    networks.unet = network_of<nn::Unet2dCondition>(model.unet_config, *opener.open(model.unet));
    return networks;
}

void run_sdxl_case(const GoldenRecording& golden, Checks& checks, const std::stop_token& stop) {
    const torch::NoGradGuard no_grad;
    run_pipeline(golden, models::describe_model(golden.model_folder(), {}), checks, stop);
    golden.fail_unused(checks);
}

void run_single_file_case(const GoldenRecording& golden, Checks& checks, const std::stop_token& stop) {
    const torch::NoGradGuard no_grad;
    const auto folder_path = golden.model_folder();
    models::ModelFileOptions plain;
    const auto folder = models::describe_model(folder_path, plain);
    guarded(checks, "folder", [&] {
        Checks part([&](Check check) {
            check.name = "folder/" + check.name;
            checks.add(check);
        });
        run_pipeline(golden, folder, part, stop);
    });
    for (const auto& name : golden.list("single_files")) {
        const auto file = name.get<std::string>();
        if (fs::path(file).filename() != file) {
            throw FormatError((golden.folder() / "golden.json").string() + " names the file \"" + file +
                              "\", which is not beside it.");
        }
        guarded(checks, file, [&] {
            Checks part([&](Check check) {
                check.name = file + "/" + check.name;
                checks.add(check);
            });
            models::ModelFileOptions with_folder;
            with_folder.configuration = folder_path;
            const auto single = models::describe_model(golden.folder() / file, with_folder);
            check_derived_configs(models::describe_model(golden.folder() / file, plain), folder, part);
            MappingCheck(golden, single, folder).run(part);
            run_pipeline(golden, single, part, stop);
        });
    }
    golden.fail_unused(checks);
}

}  // namespace destudio::verify
