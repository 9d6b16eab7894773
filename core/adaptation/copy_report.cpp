// SPDX-License-Identifier: Apache-2.0
#include "core/adaptation/copy_report.h"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>

#include "core/adaptation/compute_threads.h"
#include "core/adaptation/picture_signature.h"
#include "core/base/atomic_file.h"
#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/dataset/images/image_source.h"
#include "core/engine/recipe/file_hash.h"
#include "core/engine/recipe/recipe.h"
#include "core/image/contact_sheet.h"
#include "core/image/image_io.h"

namespace destudio::adaptation {

namespace fs = std::filesystem;

namespace {

constexpr double kNearestShare = 0.05;
constexpr std::size_t kMaxCopyProblems = 20;
constexpr std::size_t kShownPairs = 12;

/// The middle square, and where the picture is longer than that those at its ends.
std::vector<Box> squares_of(Size picture) {
    const int side = std::min(picture.width, picture.height);
    const int dx = picture.width - side;
    const int dy = picture.height - side;
    std::vector<Box> squares{Box::from_xywh(dx / 2, dy / 2, side, side)};
    if (dx + dy > side / 10) {
        squares.push_back(Box::from_xywh(0, 0, side, side));
        squares.push_back(Box::from_xywh(dx, dy, side, side));
    }
    return squares;
}

/// A training picture.
struct Learned {
    fs::path file;
    std::string hash;  ///< of the file's bytes, as recipes name references
    std::vector<PictureSignature> views;
};

class CopyFinder {
public:
    CopyFinder(const CopyRequest& request, const std::stop_token& stop, const ProgressSink& progress)
        : m_request(request),
          m_stop(stop),
          m_progress(progress),
          m_source(dataset::ImageSource::of(request.variants)),
          m_maker(request.bundle, request.device, request.dtype),
          m_total(static_cast<std::int64_t>(request.learned.pictures.size() + request.variants.dataset.images.size())) {
    }

    CopyReport run() {
        for (const LabelledPicture& picture : m_request.learned.pictures) {
            if (!picture.held_out) {
                tick();
                learn(picture.file);
            }
        }
        if (m_learned.empty()) {
            throw FormatError("None of the training pictures can be read" + first_problem());
        }
        for (const LabelledPicture& picture : m_request.learned.pictures) {
            if (picture.held_out) {
                tick();
                compare(picture.file, {}, m_report.held_out);
            }
        }
        for (const dataset::Image& image : m_request.variants.dataset.images) {
            tick();
            const fs::path file = m_source.file ? m_source.file(image) : fs::path();
            if (file.empty()) {
                note_problem("The picture " + image.file_name + " is not there.");
            } else {
                compare(file, recipe_in(image, file), m_report.variants);
            }
        }
        if (m_report.variants.empty()) {
            throw FormatError("None of the pictures to compare can be read" + first_problem());
        }
        flag();
        return std::move(m_report);
    }

private:
    void tick() {
        throw_if_stopped(m_stop);
        if (m_progress) {
            m_progress({"copies", m_done++, m_total});
        }
    }

    std::string first_problem() const { return m_report.problems.empty() ? "." : ": " + m_report.problems.front(); }

    void note_problem(const std::string& sentence) {
        if (m_report.problems.size() < kMaxCopyProblems) {
            m_report.problems.push_back(sentence);
        }
    }

    void learn(const fs::path& file) {
        try {
            const std::string bytes = read_file(file);
            const cv::Mat picture = decode_image(bytes, file.string());
            Learned learned{file, sha256_hex(bytes), {}};
            for (const Box& square : squares_of({picture.cols, picture.rows})) {
                learned.views.push_back(m_maker.make(picture, square));
            }
            m_learned.push_back(std::move(learned));
        } catch (const FormatError& error) {
            note_problem(error.what());
        } catch (const IoError& error) {
            note_problem(error.what());
        }
    }

    /// The recipe in the dataset, else in the picture itself.
    static std::optional<Recipe> recipe_in(const dataset::Image& image, const fs::path& file) {
        try {
            if (const auto found = image.attributes.find("recipe"); found != image.attributes.end()) {
                return found->get<Recipe>();
            }
            if (const auto text = read_png_text(file, kRecipeKeyword)) {
                return nlohmann::json::parse(*text).get<Recipe>();
            }
        } catch (const std::exception&) {
            // No PNG, or no recipe of ours: a picture without one.
        }
        return std::nullopt;
    }

    void compare(const fs::path& file, const std::optional<Recipe>& recipe, std::vector<NearestPicture>& results) {
        try {
            const cv::Mat picture = load_image(file);
            const PictureSignature signature = m_maker.make(picture, squares_of({picture.cols, picture.rows}).front());
            results.push_back(nearest(signature, recipe));
            results.back().file = file;
        } catch (const FormatError& error) {
            note_problem(error.what());
        } catch (const IoError& error) {
            note_problem(error.what());
        }
    }

    NearestPicture nearest(const PictureSignature& signature, const std::optional<Recipe>& recipe) {
        NearestPicture result;
        result.distance = {std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()};
        if (recipe) {
            result.ratio = recipe->encode_ratio;
        }
        const auto turns = turned(signature);
        for (const Learned& learned : m_learned) {
            const bool own = recipe && recipe->reference_hash == learned.hash;
            for (const PictureSignature& view : learned.views) {
                take(signature, turns, view, learned, own, result);
            }
            if (own && !recipe->crop.empty()) {
                take(signature, turns, cut_of(learned, recipe->crop), learned, own, result);
            }
        }
        return result;
    }

    /// The variants of a reference mostly start from the same cut.
    const PictureSignature& cut_of(const Learned& learned, const Box& crop) {
        const auto key = std::tuple(learned.hash, crop.x1, crop.y1, crop.x2, crop.y2);
        const auto found = m_cuts.find(key);
        return found != m_cuts.end() ? found->second
                                     : m_cuts.emplace(key, m_maker.make(load_image(learned.file), crop)).first->second;
    }

    static void take(const PictureSignature& signature, const std::array<PictureSignature, 8>& turns,
                     const PictureSignature& view, const Learned& learned, bool own, NearestPicture& result) {
        for (const PictureSignature& turn : turns) {
            const double distance = pixel_distance(turn, view);
            if (distance < result.distance.pixels) {
                result.distance.pixels = distance;
                result.by_pixels = learned.file;
                result.own_reference = own;
            }
        }
        const double distance = feature_distance(signature, view);
        if (distance < result.distance.features) {
            result.distance.features = distance;
            result.by_features = learned.file;
        }
    }

    void flag() {
        if (m_report.held_out.empty()) {
            return;
        }
        std::vector<double> pixels;
        std::vector<double> features;
        for (const NearestPicture& picture : m_report.held_out) {
            pixels.push_back(picture.distance.pixels);
            features.push_back(picture.distance.features);
        }
        std::sort(pixels.begin(), pixels.end());
        std::sort(features.begin(), features.end());
        const auto at = static_cast<std::size_t>(kNearestShare * static_cast<double>(pixels.size()));
        m_report.limit = {pixels[at], features[at]};
        for (NearestPicture& variant : m_report.variants) {
            variant.copy =
                variant.distance.pixels < m_report.limit.pixels && variant.distance.features < m_report.limit.features;
        }
    }

    const CopyRequest& m_request;
    const std::stop_token& m_stop;
    const ProgressSink& m_progress;
    dataset::ImageSource m_source;
    SignatureMaker m_maker;
    std::vector<Learned> m_learned;
    std::map<std::tuple<std::string, double, double, double, double>, PictureSignature> m_cuts;  ///< by file and place
    std::int64_t m_done = 0;
    std::int64_t m_total;
    CopyReport m_report;
};

nlohmann::json to_json(const NearestPicture& picture) {
    nlohmann::json json = {{"file", picture.file.string()},
                           {"pixels", picture.distance.pixels},
                           {"features", picture.distance.features},
                           {"nearest_by_pixels", picture.by_pixels.string()},
                           {"nearest_by_features", picture.by_features.string()},
                           {"own_reference", picture.own_reference},
                           {"copy", picture.copy}};
    json["encode_ratio"] = picture.ratio ? nlohmann::json(*picture.ratio) : nlohmann::json();
    return json;
}

}  // namespace

CopyReport find_copies(const CopyRequest& request, const std::stop_token& stop, const ProgressSink& progress) {
    throw_if_stopped(stop);
    const ComputeThreads threads(request.threads);
    return CopyFinder(request, stop, progress).run();
}

void write_copy_report(const fs::path& out, const CopyReport& report) {
    nlohmann::json json = {{"limit", {{"pixels", report.limit.pixels}, {"features", report.limit.features}}},
                           {"variants", nlohmann::json::array()},
                           {"held_out", nlohmann::json::array()}};
    for (const NearestPicture& picture : report.variants) {
        json["variants"].push_back(to_json(picture));
    }
    for (const NearestPicture& picture : report.held_out) {
        json["held_out"].push_back(to_json(picture));
    }
    write_file_atomically(out / "copies.json", json.dump(1) + "\n");

    std::vector<const NearestPicture*> order;
    for (const NearestPicture& picture : report.variants) {
        order.push_back(&picture);
    }
    std::stable_sort(order.begin(), order.end(), [](const NearestPicture* a, const NearestPicture* b) {
        return a->copy != b->copy ? a->copy : a->distance.pixels < b->distance.pixels;
    });
    order.resize(std::min(order.size(), kShownPairs));
    std::vector<ContactCell> cells;
    for (const NearestPicture* picture : order) {
        char text[64];
        std::snprintf(text, sizeof text, "%s%.1f, %.4f", picture->copy ? "copy? " : "", picture->distance.pixels,
                      picture->distance.features);
        cells.push_back({load_image(picture->file), {}, text});
        cells.push_back({load_image(picture->by_pixels), {}, "nearest by pixels"});
        cells.push_back({load_image(picture->by_features), {}, "nearest by features"});
    }
    ContactSheetOptions options;
    options.columns = 3;
    save_png(out / "copies.png", make_contact_sheet(cells, options));
}

}  // namespace destudio::adaptation
