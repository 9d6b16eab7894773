// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "core/training/detector/detector_recipe.h"
#include "core/training/detector/step_extension.h"
#include "core/training/sources/adapter_image_source.h"
#include "core/training/teacher/domain_discriminator.h"

namespace destudio::training {

/// Adaptive Teacher (Li et al. 2022), whose constants are TeacherOptions. Labelled pictures are shown twice, as they
/// are and as strong views. After the burn-up the teacher, a slowly following average of the student, finds boxes in
/// pictures of the other domain, and the student learns what is in them from strong views of the same pictures; where
/// exactly, it learns from labels alone. A discriminator behind reversed gradients makes the backbone's features of
/// both domains alike.
class AdaptiveTeacher : public StepExtension {
public:
    /// @param recipe, unlabelled must outlive it; boxes of unlabelled are never looked at
    AdaptiveTeacher(const DetectorRecipe& recipe, const TrainingImageSource& unlabelled);

    std::vector<NamedParameter> attach(detection::Detector& detector, const torch::Device& device) override;
    double average_decay(std::int64_t step) const override;
    void follow(const ExponentialMovingAverage& averages) override;
    void prepare(DetectorBatch& batch, std::uint64_t seed) const override;
    void learn(std::int64_t step, const DetectorBatch& labelled, std::map<std::string, double>& losses) override;

    /// Steps before the teacher is asked, at least 1.
    std::int64_t burn_up_steps() const { return m_burn_up; }

private:
    /// Pictures of the other domain as they are, [B,3,S,S] on the CPU.
    torch::Tensor unlabelled_pictures(std::int64_t step, std::uint64_t seed) const;
    void learn_from_teacher(const torch::Tensor& pictures, std::uint64_t seed, std::map<std::string, double>& losses);
    void learn_domains(const torch::Tensor& labelled, const torch::Tensor& unlabelled,
                       std::map<std::string, double>& losses);

    const DetectorRecipe& m_recipe;
    const TrainingImageSource& m_unlabelled;
    std::int64_t m_burn_up;
    torch::Device m_device = torch::kCPU;
    detection::Detector* m_student = nullptr;
    std::unique_ptr<detection::Detector> m_teacher;  ///< its parameters are the averages themselves
    std::shared_ptr<DomainDiscriminator> m_discriminator;
};

}  // namespace destudio::training
