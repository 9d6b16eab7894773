// SPDX-License-Identifier: Apache-2.0
#include "core/training/teacher/adaptive_teacher.h"

#include "core/nn/torch.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/random.h"
#include "core/detection/detector_factory.h"
#include "core/nn/functional/layers.h"
#include "core/training/teacher/pseudo_boxes.h"
#include "core/training/teacher/strong_view.h"

namespace destudio::training {

namespace {

/// Streams of random numbers that the training itself does not use.
constexpr std::uint64_t kTeacherStream = 11;
constexpr std::uint64_t kOrderStream = 12;
/// Only for the number of channels.
constexpr std::int64_t kProbeSide = 64;

}  // namespace

AdaptiveTeacher::AdaptiveTeacher(const DetectorRecipe& recipe, const TrainingImageSource& unlabelled)
    : m_recipe(recipe),
      m_unlabelled(unlabelled),
      m_burn_up(std::max<std::int64_t>(1, std::llround(recipe.teacher.burn_up * static_cast<double>(recipe.steps)))) {}

std::vector<NamedParameter> AdaptiveTeacher::attach(detection::Detector& detector, const torch::Device& device) {
    m_student = &detector;
    m_device = device;
    std::vector<NamedParameter> parameters;
    if (m_recipe.teacher.domain_weight > 0) {
        const torch::NoGradGuard no_grad;
        const auto probe = torch::zeros({1, 3, kProbeSide, kProbeSide});
        const auto channels = detector.backbone_map({{detection::kImageFeature, probe}}).size(1);
        m_discriminator = std::make_shared<DomainDiscriminator>(channels);
        m_discriminator->to(device);
        for (const auto& item : m_discriminator->named_parameters()) {
            parameters.emplace_back("discriminator." + item.key(), item.value());
        }
    }
    return parameters;
}

double AdaptiveTeacher::average_decay(std::int64_t step) const {
    // Until the end of the burn-up the teacher is a copy of the student.
    return step < m_burn_up ? 0 : m_recipe.teacher.decay;
}

void AdaptiveTeacher::follow(const ExponentialMovingAverage& averages) {
    const nn::SkipInitialization weights_follow;
    const torch::NoGradGuard no_grad;
    m_teacher = detection::make_detector(m_student->config(), "the detector's configuration");
    m_teacher->to(m_device);
    const auto parameters = m_teacher->trainable_parameters();
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        torch::Tensor parameter = parameters[i].second;
        parameter.set_data(averages.averages().at(i).second);
    }
    auto from = m_student->module().named_buffers();
    for (auto& buffer : m_teacher->module().named_buffers()) {
        buffer.value().copy_(from[buffer.key()]);
    }
}

void AdaptiveTeacher::prepare(DetectorBatch& batch, std::uint64_t seed) const {
    Random random(mix_seeds(seed, kTeacherStream));
    batch.images = torch::cat({batch.images, strong_views(batch.images, random)});
    const std::size_t count = batch.targets.size();
    for (std::size_t i = 0; i < count; ++i) {
        const detection::Target target = batch.targets[i];
        batch.targets.push_back(target);
        const std::string caption = batch.captions[i];
        batch.captions.push_back(caption);
    }
}

torch::Tensor AdaptiveTeacher::unlabelled_pictures(std::int64_t step, std::uint64_t seed) const {
    Random random(mix_seeds(seed, 1));
    const auto first = static_cast<std::uint64_t>((step - m_burn_up) * m_recipe.batch);
    std::vector<std::uint64_t> indices;
    std::vector<bool> mirrored;
    for (const DrawnPicture& picture :
         drawn_pictures(m_unlabelled, first, m_recipe.batch, mix_seeds(m_recipe.seed, kOrderStream))) {
        indices.push_back(picture.index);
        mirrored.push_back(random.chance(m_recipe.flip_probability));
    }
    return make_batch(m_unlabelled, indices, m_recipe.image_size, mirrored).images;
}

void AdaptiveTeacher::learn(std::int64_t step, const DetectorBatch& labelled, std::map<std::string, double>& losses) {
    if (step < m_burn_up) {
        return;
    }
    const std::uint64_t seed = mix_seeds(mix_seeds(m_recipe.seed, kTeacherStream), static_cast<std::uint64_t>(step));
    const auto pictures = unlabelled_pictures(step, seed);
    learn_from_teacher(pictures, seed, losses);
    if (m_discriminator) {
        // The first half of the labelled ones are those without strong augmentation.
        learn_domains(labelled.images.slice(0, 0, m_recipe.batch), pictures, losses);
    }
}

void AdaptiveTeacher::learn_from_teacher(const torch::Tensor& pictures, std::uint64_t seed,
                                         std::map<std::string, double>& losses) {
    const Size size{m_recipe.image_size, m_recipe.image_size};
    const double min_score = m_recipe.teacher.min_score;
    const auto found = m_teacher->detect({{detection::kImageFeature, pictures}}, size, size, min_score);
    auto targets = pseudo_targets(found, m_recipe.image_size, min_score);
    for (detection::Target& target : targets) {
        losses["pseudo_boxes"] += static_cast<double>(target.labels.size(0));
        target.labels = target.labels.to(m_device);
        target.boxes = target.boxes.to(m_device);
    }
    Random random(mix_seeds(seed, 2));
    const auto strong = strong_views(pictures, random);
    torch::Generator generator = torch::make_generator<torch::CPUGeneratorImpl>(mix_seeds(seed, 3));
    const auto learned = m_student->losses({{detection::kImageFeature, strong}}, targets, size, generator);
    (learned.classes * m_recipe.teacher.unlabelled_weight).backward();
    losses["loss_unlabelled"] += learned.classes.item<double>();
}

void AdaptiveTeacher::learn_domains(const torch::Tensor& labelled, const torch::Tensor& unlabelled,
                                    std::map<std::string, double>& losses) {
    const auto loss_of = [&](const torch::Tensor& pictures, bool is_other_domain) {
        const auto map = m_student->backbone_map({{detection::kImageFeature, pictures}});
        return m_discriminator->loss(with_reversed_gradient(map.to(torch::kFloat32)), is_other_domain);
    };
    const auto loss = loss_of(labelled, false) + loss_of(unlabelled, true);
    (loss * m_recipe.teacher.domain_weight).backward();
    losses["loss_domain"] += loss.item<double>();
}

}  // namespace destudio::training
