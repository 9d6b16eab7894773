// SPDX-License-Identifier: Apache-2.0
#include "core/training/teacher/adaptive_teacher.h"

#include "core/nn/torch.h"

#include <QTemporaryDir>
#include <QTest>
#include <cmath>

#include "core/base/error.h"
#include "core/detection/detector_factory.h"
#include "core/training/sources/memory_image_source.h"
#include "core/training/teacher/pseudo_boxes.h"
#include "core/training/teacher/strong_view.h"
#include "core/training/teacher/teacher_trainer.h"
#include "tests/core/training/training_fixture.h"
#include "tests/support/test_main.h"

namespace destudio::adaptive_teacher_test {

using namespace destudio::training;

namespace {

constexpr int kSide = 64;

/// Bright squares on a ground of one brightness: another ground is another domain.
MemoryImageSource squares(std::uint8_t ground) {
    std::vector<TrainingImage> images(4);
    for (std::size_t i = 0; i < images.size(); ++i) {
        const auto left = static_cast<int>(4 + 8 * i);
        images[i].size = kSide;
        images[i].rgb.assign(static_cast<std::size_t>(kSide) * kSide * 3, ground);
        for (int y = 10; y < 42; ++y) {
            for (int x = left; x < left + 32; ++x) {
                images[i].rgb[(static_cast<std::size_t>(y) * kSide + static_cast<std::size_t>(x)) * 3 + i % 2] = 250;
            }
        }
        images[i].boxes = {{static_cast<double>(left), 10, left + 32.0, 42}};
        images[i].labels = {static_cast<int>(i % 2)};
    }
    return {{"cat", "dog"}, images};
}

DetectorRecipe small_recipe(const std::string& framework) {
    const bool faster = framework == "faster_rcnn";
    nlohmann::json model = {{"embed_dim", 8}, {"backbone", {{"width", 8}, {"group_norm_groups", 4}}}};
    if (faster) {
        model["boxes"] = {{"representation", 16}, {"batch", 16}};
    } else {
        model["group_norm_groups"] = 4;
        model["head_convs"] = 1;
    }
    return parse_detector_recipe({{"framework", framework},
                                  {"image_size", kSide},
                                  {"steps", 6},
                                  {"batch", 2},
                                  {"dtype", faster ? "float32" : "bfloat16"},
                                  {"learning_rate", 1e-4},
                                  {"checkpoint_every", 2},
                                  {"evaluate_every", 6},
                                  {"evaluation_images", 2},
                                  {"model", model},
                                  {"teacher", {{"burn_up", 0.5}, {"decay", 0.5}, {"min_score", faster ? 0.2 : 0.01}}}},
                                 "small.json");
}

std::map<std::int64_t, nlohmann::json> logged_steps(const std::filesystem::path& out) {
    std::map<std::int64_t, nlohmann::json> steps;
    std::ifstream log(out / "log.jsonl");
    for (std::string line; std::getline(log, line);) {
        const auto json = nlohmann::json::parse(line);
        if (json.at("stage") == "detector") {
            steps[json.at("step").get<std::int64_t>()] = json;
        }
    }
    return steps;
}

}  // namespace

class AdaptiveTeacherTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    std::filesystem::path root() const { return m_dir.path().toStdString(); }

    DetectorTrainingResult train(const std::string& name, const DetectorRecipe& recipe, std::int64_t stop_at = 0) {
        const auto labelled = squares(90);
        const auto unlabelled = squares(30);
        std::stop_source stop;
        const ProgressSink progress = [&](const Progress& report) {
            if (report.done == stop_at) {
                stop.request_stop();
            }
        };
        return train_with_teacher(
            {recipe, labelled, unlabelled, root() / name, {}, torch::kCPU, stop.get_token(), progress}, unlabelled);
    }

private slots:
    void the_teacher_follows_slowly_after_the_burn_up() {
        auto recipe = small_recipe("faster_rcnn");
        recipe.steps = 10;
        recipe.teacher = TeacherOptions();
        const auto unlabelled = squares(30);
        const AdaptiveTeacher teacher(recipe, unlabelled);
        QCOMPARE(teacher.burn_up_steps(), std::int64_t{6});
        auto student = torch::full({2}, 5.0F);
        ExponentialMovingAverage average({{"weight", student}},
                                         [&](std::int64_t step) { return teacher.average_decay(step); });
        const auto value = [&] { return average.averages()[0].second[0].item<double>(); };
        student.fill_(7);
        average.update(5);
        QCOMPARE(value(), 7.0);
        student.fill_(9);
        average.update(6);
        QVERIFY(std::abs(value() - (0.9996 * 7 + 0.0004 * 9)) < 1e-6);
    }

    void only_sure_boxes_become_labels() {
        const auto targets = pseudo_targets({{{{16, 16, 48, 32}, 1, 0.9}, {{0, 0, 8, 8}, 0, 0.8}}, {}}, 64, 0.8);
        QCOMPARE(targets.size(), std::size_t{2});
        QCOMPARE(targets[0].labels.size(0), std::int64_t{1});
        QCOMPARE(targets[0].labels[0].item<std::int64_t>(), std::int64_t{1});
        QVERIFY(torch::allclose(targets[0].boxes, torch::tensor({0.5F, 0.375F, 0.5F, 0.25F}).view({1, 4})));
        QCOMPARE(targets[1].boxes.size(0), std::int64_t{0});
    }

    void gradients_are_turned_around() {
        const auto features = torch::tensor({0.3F, -1.7F, 12.0F}, torch::requires_grad());
        const auto turned = with_reversed_gradient(features);
        QVERIFY(turned.equal(features));
        (turned * torch::tensor({1.0F, 2.0F, 3.0F})).sum().backward();
        QVERIFY(features.grad().equal(torch::tensor({-1.0F, -2.0F, -3.0F})));
    }

    /// Following the gradient the discriminator gets better, and features get harder to tell.
    void the_discriminator_and_features_pull_apart() {
        torch::manual_seed(1);
        DomainDiscriminator discriminator(4);
        auto features = torch::randn({1, 4, 5, 5}).requires_grad_(true);
        const auto loss = discriminator.loss(with_reversed_gradient(features), true);
        loss.backward();
        const torch::NoGradGuard no_grad;
        const auto moved = features - features.grad() * 0.1;
        QVERIFY(discriminator.loss(moved, true).item<double>() > loss.item<double>());
        for (auto& parameter : discriminator.parameters()) {
            parameter.sub_(parameter.grad() * 0.01);
        }
        QVERIFY(discriminator.loss(features, true).item<double>() < loss.item<double>());
    }

    void strong_views_change_colours_alone() {
        torch::manual_seed(1);
        const auto picture = torch::rand({3, 20, 24}) * 2 - 1;
        Random one(7);
        Random same(7);
        const auto view = strong_view(picture, one);
        QVERIFY(view.equal(strong_view(picture, same)));
        QCOMPARE(view.sizes().vec(), picture.sizes().vec());
        QVERIFY(view.min().item<double>() >= -1 && view.max().item<double>() <= 1);
        int changed = 0;
        for (std::uint64_t seed = 0; seed < 20; ++seed) {
            Random random(seed);
            changed += torch::allclose(strong_view(picture, random), picture, 0, 1e-3) ? 0 : 1;
        }
        QVERIFY(changed >= 18);
        const auto rgb = (picture + 1) / 2;
        QVERIFY(torch::allclose(with_moved_hue(rgb, 0), rgb, 1e-5, 1e-5));
        QVERIFY(torch::allclose(with_moved_hue(rgb, 1), rgb, 1e-5, 1e-5));
        // A third of the circle: red becomes green.
        const auto red = torch::tensor({1.0F, 0.0F, 0.0F}).view({3, 1, 1});
        QVERIFY(torch::allclose(with_moved_hue(red, 1.0 / 3).flatten(), torch::tensor({0.0F, 1.0F, 0.0F}), 1e-5, 1e-5));
        const auto grey = torch::full({3, 2, 2}, 0.4F);
        QVERIFY(torch::allclose(with_moved_hue(grey, 0.3), grey));
    }

    void unlabelled_pictures_do_not_teach_where_boxes_are_data() {
        QTest::addColumn<QString>("framework");
        QTest::addColumn<QString>("where");
        QTest::addColumn<QString>("what");
        QTest::newRow("faster_rcnn") << "faster_rcnn"
                                     << "roi_heads.box_predictor.bbox_pred.weight"
                                     << "roi_heads.box_predictor.cls_score.weight";
        QTest::newRow("retinanet") << "retinanet"
                                   << "head.regression_head.bbox_reg.weight"
                                   << "head.classification_head.cls_logits.weight";
    }

    void unlabelled_pictures_do_not_teach_where_boxes_are() {
        QFETCH(QString, framework);
        QFETCH(QString, where);
        QFETCH(QString, what);
        const auto recipe = small_recipe(framework.toStdString());
        torch::manual_seed(1);
        const auto detector = detection::make_detector(detector_config(recipe, {"cat", "dog"}), "small");
        const auto batch = make_batch(squares(90), {0, 1}, kSide);
        torch::Generator generator = torch::make_generator<torch::CPUGeneratorImpl>(std::uint64_t{1});
        const auto losses =
            detector->losses({{detection::kImageFeature, batch.images}}, batch.targets, {kSide, kSide}, generator);
        losses.classes.backward();
        const auto parameters = detector->module().named_parameters();
        QVERIFY(!parameters[where.toStdString()].grad().defined());
        QVERIFY(parameters[what.toStdString()].grad().abs().sum().item<double>() > 0);
    }

    void the_burn_up_learns_from_labels_alone() {
        const auto result = train("run", small_recipe("faster_rcnn"));
        const auto steps = logged_steps(root() / "run");
        QCOMPARE(steps.size(), std::size_t{6});
        double pseudo_boxes = 0;
        for (const auto& [step, line] : steps) {
            QCOMPARE(line.contains("loss_unlabelled"), step >= 3);
            QCOMPARE(line.contains("loss_domain"), step >= 3);
            pseudo_boxes += line.value("pseudo_boxes", 0.0);
        }
        QVERIFY(pseudo_boxes > 0);
        // The two domains are told apart by ln 2 each at first.
        QVERIFY(std::abs(steps.at(3).at("loss_domain").get<double>() - 2 * std::log(2.0)) < 1);
        QCOMPARE(detection::load_detector(result.folder)->classes(), (std::vector<std::string>{"cat", "dog"}));
    }

    void resuming_gives_the_same_bits_data() {
        QTest::addColumn<QString>("framework");
        QTest::newRow("faster_rcnn") << "faster_rcnn";
        QTest::newRow("retinanet") << "retinanet";
    }

    void resuming_gives_the_same_bits() {
        QFETCH(QString, framework);
        const auto recipe = small_recipe(framework.toStdString());
        const std::string name = framework.toStdString();
        train(name, recipe);
        QVERIFY_EXCEPTION_THROWN(train(name + "-stopped", recipe, 5), CancelledError);
        train(name + "-stopped", recipe);
        QCOMPARE(logged_losses(root() / (name + "-stopped"), "detector"), logged_losses(root() / name, "detector"));
        for (const char* file : {"detector/model.safetensors", "detector-checkpoint.safetensors"}) {
            QVERIFY2(read_file(root() / (name + "-stopped") / file) == read_file(root() / name / file), file);
        }
    }
};

DESTUDIO_TEST(AdaptiveTeacherTest)

}  // namespace destudio::adaptive_teacher_test

#include "adaptive_teacher_test.moc"
