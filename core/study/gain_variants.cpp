// SPDX-License-Identifier: Apache-2.0
#include "core/study/gain_variants.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include "core/base/atomic_file.h"
#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/random.h"
#include "core/engine/generation/generator.h"
#include "core/engine/recipe/prompt_builder.h"
#include "core/engine/recipe/variant_picture.h"
#include "core/image/image_io.h"
#include "core/scaleup/paste_objects.h"
#include "core/study/judge.h"

namespace destudio::study {

namespace {

using training::TrainingImage;

constexpr std::uint64_t kGainPasteSalt = 0x9a57e;

cv::Mat to_picture(const TrainingImage& image) {
    auto pixels = image.rgb;
    return cv::Mat(image.size, image.size, CV_8UC3, pixels.data()).clone();
}

/// Draws the pictures of one kind that are missing, and knows where they are.
class GainMaker {
public:
    GainMaker(const GainOptions& options, GainVariants::Kind kind, const training::TrainingImageSource& real,
              std::uint64_t count)
        : m_options(options),
          m_pastes(kind == GainVariants::Kind::kPasteRedraw),
          m_real(real),
          m_count(count),
          m_classes(real.classes()) {}

    std::optional<MadePicture> get(std::uint64_t index, int turn, const std::stop_token& stop) {
        const std::string name = file_name(index, turn);
        std::error_code ec;
        if (!std::filesystem::exists(name + ".json", ec)) {
            write(index, turn, stop);
        }
        return read(name);
    }

private:
    std::string file_name(std::uint64_t picture, int turn) const {
        std::array<char, 48> name{};
        std::snprintf(name.data(), name.size(), "%s%06llu-%03d", m_pastes ? "pasted-" : "",
                      static_cast<unsigned long long>(picture), turn);
        return (m_options.variants_folder() / name.data()).string();
    }

    Generator& generator() {
        if (!m_generator) {
            GeneratorOptions options;
            options.device = m_options.device;
            options.adapter = m_options.adapter;
            m_generator = std::make_unique<Generator>(m_options.bundle, options);
            const auto& known = m_generator->bundle().classes;
            if (known.empty()) {
                throw ConfigError(m_options.bundle.string() + " has no adapter that could label its variants.");
            }
            for (const std::string& name : known) {
                const auto found = std::find(m_classes.begin(), m_classes.end(), name);
                m_label_of.push_back(found == m_classes.end() ? -1 : static_cast<int>(found - m_classes.begin()));
            }
            if (!m_options.judge.empty()) {
                m_judge = std::make_unique<Judge>(m_options.judge, known);
            }
        }
        return *m_generator;
    }

    /// Index into the adapter's classes; -1: a class that it does not have.
    int class_of(int label) const {
        const auto found = std::find(m_label_of.begin(), m_label_of.end(), label);
        return found == m_label_of.end() ? -1 : static_cast<int>(found - m_label_of.begin());
    }

    std::vector<scaleup::KnownBox> known_boxes(const TrainingImage& picture) const {
        std::vector<scaleup::KnownBox> known;
        for (std::size_t i = 0; i < picture.boxes.size(); ++i) {
            known.push_back({picture.boxes[i], class_of(picture.labels[i])});
        }
        return known;
    }

    /// The real pictures as what objects are taken from.
    const std::vector<scaleup::Reference>& donors(int side) {
        for (std::uint64_t i = m_donors.size(); i < m_count; ++i) {
            scaleup::Reference reference;
            reference.size = {side, side};
            reference.boxes = known_boxes(m_real.still(i, side));
            m_donors.push_back(std::move(reference));
        }
        return m_donors;
    }

    void write(std::uint64_t index, int turn, const std::stop_token& stop) {
        Generator& model = generator();
        const int side = model.bundle().native_size.width;
        const TrainingImage real = m_real.still(index, side);
        const std::uint64_t seed = mix_seeds(index, static_cast<std::uint64_t>(turn)) >> 32U;
        std::vector<scaleup::KnownBox> known = known_boxes(real);
        GenerationRequest request;
        request.reference = to_picture(real);
        if (m_pastes) {
            const auto picture = [&](std::size_t other) { return to_picture(m_real.still(other, side)); };
            const auto whole = Box::from_xywh(0, 0, side, side);
            scaleup::PastedPicture pasted =
                scaleup::paste_objects(request.reference, known, whole, donors(side), picture, m_options.paste,
                                       mix_seeds(seed, kGainPasteSalt));
            request.reference = std::move(pasted.image);
            known = std::move(pasted.boxes);
        }
        request.recipe.prompt = generic_prompt(model.bundle().domain, names_in(real, known));
        request.recipe.guidance_scale = model.bundle().guidance_scale;
        request.recipe.label_step = model.bundle().label_step;
        request.recipe.size = {side, side};
        request.recipe.crop = Box::from_xywh(0, 0, side, side);
        const auto& ratios = m_pastes ? m_options.paste_ratios : m_options.ratios;
        request.rungs = {{ratios.at(static_cast<std::size_t>(turn) % ratios.size()), seed}};
        const Variant made = model.generate(request, stop).at(0);
        const ReferencePlan plan{request.recipe.crop, request.recipe.size};
        const std::vector<Detection> labels = m_pastes
                                                  ? scaleup::verified_labels(known, plan, request.reference, made.image,
                                                                             made.detections, m_options.threshold)
                                                  : made.detections;
        const auto name = file_name(index, turn);
        save_png(name + ".png", made.image, variant_texts(made.recipe));
        write_file_atomically(name + ".json", to_json(labels, rejection(labels, known, plan, request.reference, made))
                                                  .dump());  // last: it says that the pair is complete
    }

    /// Of the picture and of what was pasted into it.
    std::vector<std::string> names_in(const TrainingImage& real, const std::vector<scaleup::KnownBox>& known) const {
        std::vector<std::string> names;
        for (const int label : real.labels) {
            names.push_back(m_classes.at(static_cast<std::size_t>(label)));
        }
        for (std::size_t i = real.boxes.size(); i < known.size(); ++i) {
            const int label = m_label_of.at(static_cast<std::size_t>(known[i].class_index));
            names.push_back(m_classes.at(static_cast<std::size_t>(label)));
        }
        return names;
    }

    /// Why the gate rejects it; empty: it does not, or is off.
    std::string rejection(const std::vector<Detection>& labels, const std::vector<scaleup::KnownBox>& known,
                          const ReferencePlan& plan, const cv::Mat& start, const Variant& made) const {
        if (m_options.gate != scaleup::GateUse::kReject) {
            return {};
        }
        const scaleup::GateRules rules;
        std::optional<std::vector<Detection>> judged;
        if (m_judge) {
            judged = m_judge->look(made.image, rules.judge_faint);
        }
        return scaleup::pass_gate({labels, m_options.threshold, known, plan, start, made.image, judged}, rules).reason;
    }

    nlohmann::json to_json(const std::vector<Detection>& labels, const std::string& rejected) const {
        nlohmann::json list = nlohmann::json::array();
        for (const Detection& found : labels) {
            const int label = m_label_of.at(static_cast<std::size_t>(found.class_index));
            if (label >= 0 && found.score >= m_options.threshold) {
                list.push_back({{"label", label}, {"box", {found.box.x1, found.box.y1, found.box.x2, found.box.y2}}});
            }
        }
        return {{"labels", list}, {"rejected", rejected}};
    }

    std::optional<MadePicture> read(const std::string& name) const {
        const auto json = read_json(name + ".json");
        try {
            if (!json.at("rejected").get<std::string>().empty()) {
                return std::nullopt;
            }
            MadePicture made;
            made.file = name + ".png";
            made.side = peek_image_size(made.file).width;
            for (const auto& entry : json.at("labels")) {
                const auto box = entry.at("box").get<std::array<double, 4>>();
                made.boxes.push_back({box[0], box[1], box[2], box[3]});
                made.labels.push_back(entry.at("label").get<int>());
                if (made.labels.back() < 0 || made.labels.back() >= static_cast<int>(m_classes.size())) {
                    throw FormatError(name + ".json names a class that the pictures do not have. Remove the file.");
                }
            }
            return made;
        } catch (const nlohmann::json::exception&) {
            throw FormatError(name + ".json holds no labels. Remove it, and the picture is made again.");
        }
    }

    const GainOptions& m_options;
    bool m_pastes;
    const training::TrainingImageSource& m_real;
    std::uint64_t m_count;
    const std::vector<std::string>& m_classes;  ///< that the real pictures' labels count
    std::unique_ptr<Generator> m_generator;     ///< loaded when the first picture has to be made
    std::unique_ptr<Judge> m_judge;
    std::vector<int> m_label_of;  ///< of each class of the bundle; -1: the real pictures do not know it
    std::vector<scaleup::Reference> m_donors;
};

}  // namespace

TrainingImage MadePicture::load(int size) const {
    TrainingImage image;
    const cv::Mat drawn = load_image(file);
    const double scale = static_cast<double>(size) / drawn.cols;
    cv::Mat resized;
    cv::resize(drawn, resized, {size, size}, 0, 0, scale < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);
    image.size = size;
    for (int y = 0; y < resized.rows; ++y) {
        const auto* row = resized.ptr<std::uint8_t>(y);
        image.rgb.insert(image.rgb.end(), row, row + static_cast<std::size_t>(resized.cols) * 3);
    }
    for (const Box& box : boxes) {
        image.boxes.push_back({box.x1 * scale, box.y1 * scale, box.x2 * scale, box.y2 * scale});
    }
    image.labels = labels;
    return image;
}

std::vector<MadeOfOne> GainVariants::make(Kind kind, int multiple, const std::stop_token& stop,
                                          const ProgressSink& progress) {
    GainMaker maker(m_options, kind, m_real, m_count);
    std::vector<MadeOfOne> made(m_count);
    const auto total = static_cast<std::int64_t>(m_count) * multiple;
    for (std::uint64_t i = 0; i < m_count; ++i) {
        for (int turn = 0; turn < multiple; ++turn) {
            throw_if_stopped(stop);
            if (progress) {
                progress({"variants", static_cast<std::int64_t>(i) * multiple + turn, total});
            }
            made[i].push_back(maker.get(i, turn, stop));
        }
    }
    return made;
}

}  // namespace destudio::study
