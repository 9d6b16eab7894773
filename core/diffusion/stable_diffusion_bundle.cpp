// SPDX-License-Identifier: Apache-2.0
#include "core/diffusion/stable_diffusion_bundle.h"

#include <utility>

#include "core/base/error.h"
#include "core/base/process_memory.h"
#include "core/diffusion/lora_parts.h"
#include "core/diffusion/prediction_measurement.h"

namespace destudio::diffusion {

namespace {

constexpr std::size_t kRememberedTexts = 64;
constexpr std::int64_t kLargeTextEncoder = 256 << 20;
constexpr std::int64_t kLargeUnet = 400 << 20;

nn::LoadOptions load_options(const BundleLoadOptions& options, torch::ScalarType dtype) {
    nn::LoadOptions load;
    load.device = options.device;
    load.channels_last = true;
    load.dtype = dtype;
    return load;
}

/// The description, once it is known to be complete.
models::ModelDescription complete(models::ModelDescription description) {
    models::require_tokenizer(description);
    return description;
}

torch::Tensor channels_last(const torch::Tensor& tensor, torch::Device device, torch::ScalarType dtype) {
    return tensor.to(device, dtype).contiguous(torch::MemoryFormat::ChannelsLast);
}

}  // namespace

StableDiffusionBundle::StableDiffusionBundle(const std::filesystem::path& path, const BundleLoadOptions& options)
    : StableDiffusionBundle(open(path, options), options) {}

StableDiffusionBundle::Opened StableDiffusionBundle::open(const std::filesystem::path& path,
                                                          const BundleLoadOptions& options) {
    Opened opened;
    opened.description = complete(models::describe_model(path));
    opened.changeable = lora::merged(open_lora_parts(opened.description, opened.parts), options.loras);
    return opened;
}

StableDiffusionBundle::StableDiffusionBundle(Opened opened, const BundleLoadOptions& options)
    : m_options(options),
      m_description(std::move(opened.description)),
      m_tokenizer(m_description.text.tokenizer, m_description.text.pad_token),
      m_schedule(parse_noise_schedule_config(m_description.scheduler, m_description.scheduler_source)),
      m_text_encoder(m_description.text.config, opened.changeable.at(lora::Component::kTextEncoder),
                     load_options(options, options.dtype)),
      m_codec(m_description.autoencoder_config, m_description.autoencoder_source,
              opened.parts.open(m_description.autoencoder), load_options(options, vae_dtype())),
      m_unet(m_description.unet_config, opened.changeable.at(lora::Component::kUnet),
             load_options(options, options.dtype)) {
    if (m_description.text_2) {
        const auto& text = *m_description.text_2;
        m_second.emplace(SecondText{ClipTokenizer(text.tokenizer, text.pad_token),
                                    TextEncoder(text.config, opened.changeable.at(lora::Component::kTextEncoder2),
                                                load_options(options, options.dtype))});
    }
    check_parts();
    if (!m_description.prediction_known) {
        settle_prediction();
    }
}

void StableDiffusionBundle::check_parts() const {
    const auto name = m_description.path.string();
    const auto& unet_config = m_unet.config();
    const auto check_vocabulary = [&](const ClipTokenizer& tokenizer, const nn::ClipTextConfig& text) {
        if (tokenizer.vocabulary_size() > text.vocab_size) {
            throw ConfigError(name + ": the tokenizer has more tokens than the text encoder knows. One of the two " +
                              "belongs to another bundle.");
        }
    };
    check_vocabulary(m_tokenizer, m_text_encoder.config());
    auto width = m_text_encoder.config().hidden_size;
    if (m_second) {
        check_vocabulary(m_second->tokenizer, m_second->encoder.config());
        width += m_second->encoder.config().hidden_size;
        const auto added = m_second->encoder.config().projection_dim + 6 * unet_config.addition_time_embed_dim;
        if (unet_config.addition_time_embed_dim == 0 || added != unet_config.projection_class_embeddings_input_dim) {
            throw ConfigError(name +
                              ": the second text encoder does not fit the U-Net's added conditions. One of the " +
                              "two belongs to another bundle.");
        }
    } else if (unet_config.addition_time_embed_dim > 0) {
        throw ConfigError(name +
                          ": the U-Net has added conditions, but there is no second text encoder. Get the whole "
                          "model.");
    }
    if (width != unet_config.cross_attention_dim) {
        throw ConfigError(name +
                          ": the text encoder's width does not fit the U-Net's cross_attention_dim. One of the " +
                          "two belongs to another bundle.");
    }
    if (m_codec.latent_channels() != unet_config.in_channels) {
        throw ConfigError(
            name + ": the autoencoder's latents have " + std::to_string(m_codec.latent_channels()) +
            " channels, the U-Net takes " + std::to_string(unet_config.in_channels) +
            (unet_config.in_channels == 9
                 ? ": it is a model for inpainting, which the studio does not use. Use the ordinary model."
                 : ". One of the two belongs to another bundle."));
    }
}

void StableDiffusionBundle::settle_prediction() {
    const auto errors = measure_prediction(*this);
    m_description.prediction_known = true;
    m_description.prediction_source =
        "measured: a known picture was denoised once under each reading, and the smaller error decided";
    m_description.scheduler["prediction_type"] = errors.is_velocity() ? "v_prediction" : "epsilon";
    m_description.notes.push_back("The file does not state its prediction type; measured: " +
                                  std::string(errors.is_velocity() ? "velocity" : "epsilon") + ".");
    m_schedule = NoiseSchedule(parse_noise_schedule_config(m_description.scheduler, m_description.scheduler_source));
}

void StableDiffusionBundle::load() {
    m_codec.load();
    m_unet.get();
}

std::vector<nn::ClipTextStates> StableDiffusionBundle::text_states(TextEncoder& encoder,
                                                                   const std::vector<torch::Tensor>& ids) {
    if (m_options.release_text_encoder || encoder.weight_bytes() > kLargeTextEncoder) {
        return encoder.stream(
            [&](nn::ClipTextEncoder& layers, const auto& scope) { return layers.states_each(ids, scope); });
    }
    std::vector<nn::ClipTextStates> states;
    for (const auto& text : ids) {
        states.push_back(encoder.get().states(text));
    }
    return states;
}

void StableDiffusionBundle::embed(const std::set<std::string>& texts) {
    if (m_second) {
        embed_twice(texts);
        return;
    }
    std::vector<torch::Tensor> ids;
    for (const auto& text : texts) {
        ids.push_back(m_tokenizer.encode({text}).to(m_options.device));
    }
    const auto states = text_states(m_text_encoder, ids);
    std::size_t next = 0;
    for (const auto& text : texts) {
        m_embeddings.insert_or_assign(text, states[next++].last);
    }
}

void StableDiffusionBundle::embed_twice(const std::set<std::string>& texts) {
    std::vector<torch::Tensor> ids;
    std::vector<torch::Tensor> ids_2;
    for (const auto& text : texts) {
        ids.push_back(m_tokenizer.encode({text}).to(m_options.device));
        ids_2.push_back(m_second->tokenizer.encode({text}).to(m_options.device));
    }
    const auto first = text_states(m_text_encoder, ids);
    const auto second = text_states(m_second->encoder, ids_2);
    std::size_t next = 0;
    for (const auto& text : texts) {
        m_embeddings.insert_or_assign(text, packed(first[next], second[next]));
        ++next;
    }
}

torch::Tensor StableDiffusionBundle::packed(const nn::ClipTextStates& first, const nn::ClipTextStates& second) {
    const auto tokens = torch::cat({first.penultimate, second.penultimate}, 2);
    const auto pooled = second.projected.unsqueeze(1);
    const auto row = torch::constant_pad_nd(pooled, {0, tokens.size(2) - pooled.size(2)});
    return torch::cat({tokens, row}, 1);
}

torch::Tensor StableDiffusionBundle::differentiable_prompts(const std::vector<std::string>& texts) {
    std::vector<torch::Tensor> embeddings;
    for (const auto& text : texts) {
        const auto first = m_text_encoder.get().states(m_tokenizer.encode({text}).to(m_options.device));
        if (!m_second) {
            embeddings.push_back(first.last);
            continue;
        }
        const auto ids = m_second->tokenizer.encode({text}).to(m_options.device);
        embeddings.push_back(packed(first, m_second->encoder.get().states(ids)));
    }
    return torch::cat(embeddings);
}

std::map<lora::Component, torch::nn::Module*> StableDiffusionBundle::changeable_modules(bool with_text) {
    std::map<lora::Component, torch::nn::Module*> modules{{lora::Component::kUnet, &m_unet.get()}};
    if (with_text) {
        modules[lora::Component::kTextEncoder] = &m_text_encoder.get();
        if (m_second) {
            modules[lora::Component::kTextEncoder2] = &m_second->encoder.get();
        }
    }
    return modules;
}

const StableDiffusionBundle::UnpackedContext& StableDiffusionBundle::unpacked(const torch::Tensor& context) {
    if (!m_unpacked.packed.defined() || !m_unpacked.packed.is_same(context) ||
        m_unpacked.version != context._version()) {
        const auto rows = context.size(1) - 1;
        m_unpacked = {context, context._version(), context.slice(1, 0, rows).contiguous(),
                      context.select(1, rows).slice(1, 0, m_second->encoder.config().projection_dim).contiguous()};
    }
    return m_unpacked;
}

torch::Tensor StableDiffusionBundle::encode_prompts(const std::vector<std::string>& texts) {
    const torch::NoGradGuard no_grad;
    if (m_embeddings.size() + texts.size() > kRememberedTexts) {
        m_embeddings.clear();
    }
    std::set<std::string> missing(texts.begin(), texts.end());
    std::erase_if(missing, [this](const std::string& text) { return m_embeddings.contains(text); });
    if (!missing.empty()) {
        trim_memory();  // of the picture before
        embed(missing);
    }
    std::vector<torch::Tensor> embeddings;
    for (const auto& text : texts) {
        embeddings.push_back(m_embeddings.at(text));
    }
    end_of(WorkPart::kText);
    return torch::cat(embeddings);
}

torch::Tensor StableDiffusionBundle::encode_image(const torch::Tensor& image) {
    const torch::NoGradGuard no_grad;
    const auto latent = m_codec.encode(channels_last(image, m_options.device, vae_dtype()));
    end_of(WorkPart::kEncode);
    return latent;
}

torch::Tensor StableDiffusionBundle::decode_latent(const torch::Tensor& latent) {
    const torch::NoGradGuard no_grad;
    trim_memory();  // of the steps before
    // Unscaled in float32, before rounding to the arithmetic's type.
    const auto image = m_codec.decode(channels_last(latent / m_codec.scaling_factor(), m_options.device, vae_dtype()));
    const auto local = image.to(torch::kCPU, torch::kFloat32).contiguous();
    end_of(WorkPart::kDecode);
    return local;
}

nn::UnetOutput StableDiffusionBundle::predict_noise(const torch::Tensor& latent, const torch::Tensor& timesteps,
                                                    const torch::Tensor& context, bool collect_features,
                                                    double guidance_scale, const torch::Tensor& grounding) {
    const torch::NoGradGuard no_grad;
    auto output = call_unet(latent, timesteps, context, collect_features, guidance_scale, grounding);
    if (m_options.on_part) {
        m_options.on_part(WorkPart::kUnet);
    }
    return output;
}

torch::Tensor StableDiffusionBundle::differentiable_noise(const torch::Tensor& latent, const torch::Tensor& timesteps,
                                                          const torch::Tensor& context) {
    auto sample = call_unet(latent, timesteps, context, false, kDistilledGuidance, {}).sample;
    m_unpacked = {};  // it would keep what the context was computed from
    return sample;
}

nn::UnetOutput StableDiffusionBundle::call_unet(const torch::Tensor& latent, const torch::Tensor& timesteps,
                                                const torch::Tensor& context, bool collect_features,
                                                double guidance_scale, const torch::Tensor& grounding) {
    nn::UnetConditions conditions;
    conditions.grounding = grounding;
    if (has_distilled_guidance()) {
        const auto scales = torch::full({latent.size(0)}, guidance_scale, torch::kFloat64);
        conditions.guidance = nn::guidance_embedding(scales, m_unet.config().time_cond_proj_dim).to(m_options.device);
    }
    auto tokens = context;
    if (m_second) {
        const auto& parts = unpacked(context);
        tokens = parts.tokens;
        conditions.text_embeds = parts.pooled;
        // The picture is as large as it was made, and uncropped.
        const auto height = static_cast<float>(latent.size(2) * factor());
        const auto width = static_cast<float>(latent.size(3) * factor());
        conditions.time_ids = torch::tensor({height, width, 0.F, 0.F, height, width})
                                  .to(m_options.device)
                                  .unsqueeze(0)
                                  .expand({latent.size(0), -1});
    }
    auto output = m_unet.get().forward(channels_last(latent, m_options.device, m_options.dtype),
                                       timesteps.to(m_options.device), tokens, collect_features, conditions);
    output.sample = output.sample.to(torch::kFloat32).contiguous();
    return output;
}

void StableDiffusionBundle::trim_memory() const {
    // A small model would pay more for fresh pages than it has to give.
    if (m_options.device.is_cpu() && m_unet.weight_bytes() > kLargeUnet) {
        give_back_free_memory();
    }
}

void StableDiffusionBundle::end_of(WorkPart part) const {
    trim_memory();
    if (m_options.on_part) {
        m_options.on_part(part);
    }
}

bool StableDiffusionBundle::may_share_calls() const {
    return m_options.device.is_cpu() && m_unet.weight_bytes() <= kLargeUnet && m_shares_exactly;
}

bool StableDiffusionBundle::shared_calls_are_checked(const torch::Tensor& latent) const {
    return m_checked_sizes.contains({latent.size(2), latent.size(3)});
}

void StableDiffusionBundle::note_checked_call(const torch::Tensor& latent, bool exact) {
    m_checked_sizes.insert({latent.size(2), latent.size(3)});
    m_shares_exactly = m_shares_exactly && exact;
}

std::int64_t StableDiffusionBundle::activation_bytes(const torch::Tensor& latent) const {
    // The GEGLU's input has 8 times the width of the first level; skips and the rest take about as much again, twice.
    constexpr std::int64_t kWidths = 24;
    const auto pixels = latent.size(2) * latent.size(3);
    const auto bytes = static_cast<std::int64_t>(torch::elementSize(m_options.dtype));
    return 2 * pixels * m_unet.config().block_out_channels.front() * kWidths * bytes;
}

}  // namespace destudio::diffusion
