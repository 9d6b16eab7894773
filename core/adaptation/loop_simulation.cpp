// SPDX-License-Identifier: Apache-2.0
#include "core/adaptation/loop_simulation.h"

#include <algorithm>
#include <map>
#include <memory>

#include "core/adaptation/loop_training.h"
#include "core/adaptation/open_labels.h"
#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/base/output_folder.h"
#include "core/base/random.h"
#include "core/engine/generation/generator.h"
#include "core/engine/recipe/prompt_builder.h"
#include "core/image/image_io.h"
#include "core/study/judge.h"

namespace destudio::adaptation {

namespace fs = std::filesystem;

namespace {

constexpr double kJudgeIsSure = 0.5;

class LoopSimulator {
public:
    LoopSimulator(const LoopSimulationOptions& options, const training::TrainingImageSource& pictures,
                  const std::stop_token& stop, const ProgressSink& progress)
        : m_options(options), m_pictures(pictures), m_stop(stop), m_progress(progress) {
        if (!is_unused_folder(options.out)) {
            throw UsageError(options.out.string() + " is not empty. Take a new folder.");
        }
        if (options.images < 1 || options.every < LoopSettings::kFewest) {
            throw UsageError("The loop needs at least one image and " + std::to_string(LoopSettings::kFewest) +
                             " corrections from one training to the next.");
        }
        fs::create_directories(options.out);
        m_project = Project::create(options.out / "loop.destudio", "Loop");
        GenerationSettings settings;
        settings.bundle = options.bundle;
        settings.adapter = options.adapter;
        m_project->settings().set_generation(settings);
        m_project->settings().set_threshold(options.threshold);
        m_state.settings = {true, options.every, options.training_steps};
    }

    LoopSimulation run() {
        make_variants();
        for (const auto& [variant, truth] : m_truth) {
            m_result.without += edits_of(variant, truth);
        }
        for (std::int64_t done = 0; done < m_options.images; ++done) {
            throw_if_stopped(m_stop);
            tell("review", done);
            if (done % m_options.every == 0) {
                if (done > 0) {
                    learn();
                }
                m_result.blocks.emplace_back();
            }
            review_next();
        }
        tell("review", m_options.images);
        return std::move(m_result);
    }

private:
    void tell(const char* stage, std::int64_t done) const {
        if (m_progress) {
            m_progress({stage, done, m_options.images});
        }
    }

    void make_variants() {
        GeneratorOptions model;
        model.device = m_options.device;
        model.adapter = m_options.adapter;
        Generator generator(m_options.bundle, model);
        m_classes = generator.bundle().classes;
        if (m_classes.empty()) {
            throw ConfigError(m_options.bundle.string() + " has no adapter that could label its variants.");
        }
        std::unique_ptr<study::Judge> judge;
        if (!m_options.judge.empty()) {
            judge = std::make_unique<study::Judge>(m_options.judge, m_classes);
        }
        for (int i = 0; i < m_options.images; ++i) {
            throw_if_stopped(m_stop);
            tell("variants", i);
            make_variant(generator, judge.get(), static_cast<std::uint64_t>(i));
        }
    }

    void make_variant(Generator& generator, const study::Judge* judge, std::uint64_t index) {
        const BundleInfo& bundle = generator.bundle();
        const int side = bundle.native_size.width;
        auto picture = m_pictures.get(index, side);
        GenerationRequest request;
        request.reference = cv::Mat(side, side, CV_8UC3, picture.rgb.data()).clone();
        request.reference_hash = std::to_string(index);
        std::vector<std::string> names;
        std::vector<Detection> truth;
        for (std::size_t i = 0; i < picture.boxes.size(); ++i) {
            const auto& name = m_pictures.classes().at(static_cast<std::size_t>(picture.labels[i]));
            if (const auto known = std::find(m_classes.begin(), m_classes.end(), name); known != m_classes.end()) {
                truth.push_back({picture.boxes[i], static_cast<int>(known - m_classes.begin()), 1});
                if (std::find(names.begin(), names.end(), name) == names.end()) {
                    names.push_back(name);
                }
            }
        }
        request.recipe.prompt = generic_prompt(bundle.domain, names);
        request.recipe.guidance_scale = bundle.guidance_scale;
        request.recipe.label_step = bundle.label_step;
        request.recipe.steps = m_options.steps;
        request.recipe.size = {side, side};
        request.recipe.crop = Box::from_xywh(0, 0, side, side);
        request.rungs = {{m_options.ratio, mix_seeds(m_options.seed, index) >> 32U}};
        const Variant made = generator.generate(request, m_stop).at(0);
        if (judge != nullptr) {
            truth = judge->look(made.image, kJudgeIsSure);
        }
        Reference reference;
        reference.path = m_options.out / "references" / (std::to_string(index) + ".png");
        reference.hash = request.reference_hash;
        reference.size = {side, side};
        save_png(reference.path, request.reference);
        const RowId id = m_project->variants().add(m_project->references().add(reference), made, m_classes).id;
        m_truth.emplace(id, std::move(truth));
    }

    RowId class_id(int index) {
        const auto& name = m_classes.at(static_cast<std::size_t>(index));
        for (const ProjectClass& entry : m_project->classes().all()) {
            if (entry.name == name) {
                return entry.id;
            }
        }
        return m_project->classes().add({0, name, 0});
    }

    /// Edits of the labels that a variant has now.
    EditCount edits_of(RowId variant, const std::vector<Detection>& truth) {
        std::vector<Detection> detections;
        for (const StoredDetection& stored : m_project->variants().detections(variant)) {
            const std::string name = class_name(stored.class_id);
            const auto index = std::find(m_classes.begin(), m_classes.end(), name) - m_classes.begin();
            detections.push_back({stored.box, static_cast<int>(index), stored.score});
        }
        return edits_to_truth(detections, truth, m_options.threshold);
    }

    std::string class_name(RowId id) {
        for (const ProjectClass& entry : m_project->classes().all()) {
            if (entry.id == id) {
                return entry.name;
            }
        }
        return {};
    }

    void review_next() {
        VariantFilter open;
        open.states = {VariantState::kNew};
        const RowId variant = m_project->search().find(open, VariantOrder::kFewestEdits, m_options.threshold).front();
        const auto& truth = m_truth.at(variant);
        const EditCount edits = edits_of(variant, truth);
        m_result.with += edits;
        m_result.blocks.back() += edits;
        std::vector<StoredAnnotation> boxes;
        for (const Detection& box : truth) {
            StoredAnnotation annotation;
            annotation.variant_id = variant;
            annotation.class_id = class_id(box.class_index);
            annotation.box = box.box;
            annotation.origin = AnnotationOrigin::kDrawn;
            boxes.push_back(annotation);
        }
        m_project->annotations().replace(variant, std::move(boxes));
        m_project->variants().set_state(variant, VariantState::kEdited);
    }

    void learn() {
        auto request = loop_training(*m_project, m_state.settings);
        request.device = m_options.device;
        const AdapterRunResult learnt = start_run(request, m_stop, m_progress);
        SimulatedRound round;
        round.corrections = m_result.with.images;
        round.start_ap = learnt.start_ap;
        round.ap = learnt.ap;
        round.used = is_worth_using(learnt.start_ap, learnt.ap) && !learnt.adapter.empty();
        m_result.rounds.push_back(round);
        if (!round.used) {
            return;
        }
        GenerationSettings settings = m_project->settings().generation();
        settings.adapter = learnt.adapter;
        m_project->settings().set_generation(settings);
        auto model = loop_labeller(*m_project, learnt.adapter);
        model.device = m_options.device;
        const auto store = [this](const std::vector<NewLabels>& labels, const std::vector<std::string>& classes) {
            std::vector<std::pair<RowId, std::vector<Detection>>> detections;
            for (const NewLabels& entry : labels) {
                detections.emplace_back(entry.variant_id, entry.detections);
            }
            m_project->variants().set_detections(detections, classes);
        };
        label_open_variants(m_project->file(), model, store, m_stop, m_progress);
    }

    const LoopSimulationOptions& m_options;
    const training::TrainingImageSource& m_pictures;
    const std::stop_token& m_stop;
    const ProgressSink& m_progress;
    std::unique_ptr<Project> m_project;
    LoopState m_state;
    std::vector<std::string> m_classes;               ///< of the adapter
    std::map<RowId, std::vector<Detection>> m_truth;  ///< of each variant
    LoopSimulation m_result;
};

}  // namespace

LoopSimulation simulate_loop(const LoopSimulationOptions& options, const training::TrainingImageSource& pictures,
                             const std::stop_token& stop, const ProgressSink& progress) {
    return LoopSimulator(options, pictures, stop, progress).run();
}

}  // namespace destudio::adaptation
