// SPDX-License-Identifier: Apache-2.0
#include "core/training/detector/adapter_inputs.h"

#include <nlohmann/json.hpp>

#include "core/detection/adapter.h"
#include "core/diffusion/image_to_image.h"
#include "core/models/model_description.h"
#include "core/nn/io/mapped_file.h"
#include "core/training/detector/content_hash.h"

namespace destudio::training {

AdapterInputs::AdapterInputs(diffusion::StableDiffusionBundle& bundle, std::int64_t min_timestep,
                             std::int64_t max_timestep, bool with_captions, FeatureCache* cache)
    : m_bundle(bundle),
      m_empty_context(bundle.encode_prompts({std::string()})),
      m_min_timestep(min_timestep),
      m_max_timestep(max_timestep),
      m_with_captions(with_captions),
      m_cache(cache) {}

torch::Tensor AdapterInputs::context(const std::vector<std::string>& captions, std::int64_t images) {
    if (!m_with_captions || captions.size() != static_cast<std::size_t>(images)) {
        return m_empty_context;
    }
    return m_bundle.encode_prompts(captions);
}

torch::Tensor AdapterInputs::noise(const torch::Tensor& images, torch::Generator& generator) const {
    const auto factor = m_bundle.factor();
    return torch::randn({images.size(0), m_bundle.latent_channels(), images.size(2) / factor, images.size(3) / factor},
                        generator, torch::kFloat32);
}

detection::FeaturePyramid AdapterInputs::computed(const torch::Tensor& images, const torch::Tensor& noise_of_batch,
                                                  const torch::Tensor& timesteps,
                                                  const std::vector<std::string>& captions) {
    const auto z0 = m_bundle.encode_image(images);
    auto pyramid = diffusion::one_step_features(m_bundle, z0, noise_of_batch.to(z0.device()), timesteps,
                                                context(captions, images.size(0)));
    for (torch::Tensor& level : pyramid.levels) {
        level = level.contiguous();
    }
    return detection::name_levels(pyramid.levels);
}

std::string AdapterInputs::key_of(const torch::Tensor& image, const torch::Tensor& noise_of_image,
                                  std::int64_t timestep, const std::string& caption) const {
    ContentHash hash;
    for (const torch::Tensor& tensor : {image, noise_of_image}) {
        const auto bytes = tensor.contiguous();
        hash.add(bytes.data_ptr(), bytes.nbytes());
    }
    hash.add(static_cast<std::uint64_t>(timestep));
    hash.add(static_cast<std::uint64_t>(m_bundle.dtype()));
    hash.add(caption);
    return hash.hex();
}

detection::FeaturePyramid AdapterInputs::features(const torch::Tensor& images, const torch::Tensor& noise_of_batch,
                                                  const torch::Tensor& timesteps,
                                                  const std::vector<std::string>& captions) {
    if (m_cache == nullptr) {
        return computed(images, noise_of_batch, timesteps, captions);
    }
    const bool captioned = m_with_captions && captions.size() == static_cast<std::size_t>(images.size(0));
    std::vector<std::string> keys;
    std::vector<detection::FeaturePyramid> pictures;
    std::vector<std::int64_t> missing;
    std::vector<std::string> missing_captions;
    for (std::int64_t i = 0; i < images.size(0); ++i) {
        const std::string caption = captioned ? captions[static_cast<std::size_t>(i)] : std::string();
        keys.push_back(key_of(images[i], noise_of_batch[i], timesteps[i].item<std::int64_t>(), caption));
        auto found = m_cache->find(keys.back());
        if (!found) {
            missing.push_back(i);
            missing_captions.push_back(caption);
        }
        pictures.push_back(found ? std::move(*found) : detection::FeaturePyramid());
    }
    if (!missing.empty()) {
        const auto rows = torch::tensor(missing);
        const auto fresh =
            computed(images.index_select(0, rows), noise_of_batch.index_select(0, rows),
                     timesteps.index_select(0, rows), captioned ? missing_captions : std::vector<std::string>());
        for (std::size_t k = 0; k < missing.size(); ++k) {
            detection::FeaturePyramid one;
            for (const auto& [name, level] : fresh) {
                one.emplace(name, level[static_cast<std::int64_t>(k)]);
            }
            one = FeatureCache::rounded(one, m_bundle.dtype());
            const auto picture = static_cast<std::size_t>(missing[k]);
            m_cache->keep(keys[picture], one);
            for (auto& [name, level] : one) {
                level = level.to(torch::kFloat32);
            }
            pictures[picture] = std::move(one);
        }
    }
    detection::FeaturePyramid batch;
    for (const auto& [name, level] : pictures.front()) {
        std::vector<torch::Tensor> levels;
        for (const auto& picture : pictures) {
            levels.push_back(picture.at(name).to(m_bundle.device()));
        }
        batch.emplace(name, torch::stack(levels));
    }
    return batch;
}

detection::FeaturePyramid AdapterInputs::for_training(const torch::Tensor& images,
                                                      const std::vector<std::string>& captions,
                                                      const std::vector<std::uint64_t>& seeds) {
    std::vector<torch::Tensor> noises;
    std::vector<torch::Tensor> timesteps;
    for (std::size_t i = 0; i < seeds.size(); ++i) {
        torch::Generator generator = torch::make_generator<torch::CPUGeneratorImpl>(seeds[i]);
        noises.push_back(
            noise(images.slice(0, static_cast<std::int64_t>(i), static_cast<std::int64_t>(i) + 1), generator));
        timesteps.push_back(torch::randint(m_min_timestep, m_max_timestep + 1, {1}, generator, torch::kInt64));
    }
    return features(images, torch::cat(noises), torch::cat(timesteps), captions);
}

detection::FeaturePyramid AdapterInputs::for_evaluation(const torch::Tensor& images,
                                                        const std::vector<std::string>& captions,
                                                        torch::Generator& generator) {
    const auto timesteps = torch::full({images.size(0)}, (m_min_timestep + m_max_timestep) / 2, torch::kInt64);
    return features(images, noise(images, generator), timesteps, captions);
}

std::map<std::string, double> AdapterInputs::figures() {
    if (m_cache == nullptr) {
        return {};
    }
    const std::map<std::string, double> since{{"cache_hits", static_cast<double>(m_cache->hits() - m_told_hits)},
                                              {"cache_misses", static_cast<double>(m_cache->misses() - m_told_misses)}};
    m_told_hits = m_cache->hits();
    m_told_misses = m_cache->misses();
    return since;
}

std::string model_content(const diffusion::StableDiffusionBundle& bundle) {
    const auto& model = bundle.description();
    ContentHash hash;
    for (const auto& file : models::files_of(model)) {
        const nn::MappedFile content(file, true);
        hash.add(content.data(), content.size());
    }
    hash.add(nn::to_json(model.unet_config).dump());
    hash.add(model.autoencoder_config.dump());
    hash.add(model.scheduler.dump());
    return hash.hex();
}

}  // namespace destudio::training
