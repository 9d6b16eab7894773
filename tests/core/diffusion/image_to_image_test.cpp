// SPDX-License-Identifier: Apache-2.0
#include "tests/support/tiny_bundle.h"

#include "core/diffusion/image_to_image.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>
#include <memory>

#include "core/base/error.h"
#include "tests/support/test_main.h"

namespace destudio::image_to_image_test {

using diffusion::ImageToImageRequest;
using diffusion::ImageToImageResult;

namespace {

ImageToImageRequest make_request(std::vector<Rung> rungs, std::int64_t height = 32, std::int64_t width = 40) {
    torch::manual_seed(4);
    ImageToImageRequest request;
    request.image = torch::rand({1, 3, height, width}) * 2 - 1;
    request.prompt = "a cat";
    request.negative_prompt = "blurry";
    request.options.steps = 6;
    request.rungs = std::move(rungs);
    return request;
}

bool same(const ImageToImageResult& a, const ImageToImageResult& b) {
    if (!a.image.equal(b.image) || a.features.levels.size() != b.features.levels.size()) {
        return false;
    }
    for (std::size_t i = 0; i < a.features.levels.size(); ++i) {
        if (!a.features.levels[i].equal(b.features.levels[i])) {
            return false;
        }
    }
    return true;
}

}  // namespace

class ImageToImageTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<diffusion::StableDiffusionBundle> m_bundle;

    std::vector<ImageToImageResult> run(const ImageToImageRequest& request) {
        std::vector<ImageToImageResult> results(request.rungs.size());
        diffusion::ImageToImage(*m_bundle).run(request, {}, {}, [&](std::size_t rung, ImageToImageResult result) {
            results.at(rung) = std::move(result);
        });
        return results;
    }

private slots:
    void initTestCase() {
        const auto folder = std::filesystem::path(m_folder.path().toStdString()) / "bundle";
        test::write_tiny_bundle(folder, /*with_adapter=*/false);
        m_bundle = std::make_unique<diffusion::StableDiffusionBundle>(folder, diffusion::BundleLoadOptions());
    }

    void company_changes_no_bit_data() {
        QTest::addColumn<double>("guidance");
        QTest::addColumn<double>("eta");
        QTest::addColumn<Sampler>("sampler");
        QTest::newRow("guidance") << 7.5 << 0.0 << Sampler::kDpmpp2m;
        QTest::newRow("no guidance") << 1.0 << 0.0 << Sampler::kDpmpp2m;
        QTest::newRow("variance noise") << 7.5 << 0.4 << Sampler::kDdim;
        QTest::newRow("ancestral") << 7.5 << 0.0 << Sampler::kEulerAncestral;
        QTest::newRow("sde") << 7.5 << 0.0 << Sampler::kDpmpp2mSde;
        QTest::newRow("lcm") << 1.0 << 0.0 << Sampler::kLcm;
        QTest::newRow("tcd") << 1.5 << 0.3 << Sampler::kTcd;
    }
    void company_changes_no_bit() {
        QFETCH(double, guidance);
        QFETCH(double, eta);
        QFETCH(Sampler, sampler);
        auto request = make_request({{0.34, 1}, {0.67, 1}, {1.0, 1}, {0.67, 2}});
        request.guidance = {guidance, 0.3};
        request.options.eta = eta;
        request.sampler = sampler;
        const auto together = run(request);
        for (std::size_t i = 0; i < together.size(); ++i) {
            auto alone = request;
            alone.rungs = {request.rungs[i]};
            QVERIFY2(same(run(alone)[0], together[i]), qPrintable(QString("rung %1").arg(i)));
        }
        QVERIFY(!together[1].image.equal(together[3].image));
    }

    void consistency_samplers_run_all_steps_at_every_ratio() {
        auto request = make_request({{0.3, 1}, {0.6, 1}, {1.0, 1}});
        request.options.steps = 4;
        request.sampler = Sampler::kLcm;
        std::vector<int> steps(request.rungs.size(), 0);
        diffusion::ImageToImage(*m_bundle).run(
            request, {},
            [&](const diffusion::ImageToImageStep& step) {
                QCOMPARE(step.total, 4);
                ++steps.at(step.rung);
            },
            [](std::size_t, const ImageToImageResult&) {});
        QCOMPARE(steps, (std::vector<int>{4, 4, 4}));
        request.rungs = {{0.06, 1}};  // three points of the grid
        QVERIFY_EXCEPTION_THROWN(run(request), destudio::UsageError);
    }

    void distilled_guidance_is_told_to_the_unet() {
        const auto folder = std::filesystem::path(m_folder.path().toStdString()) / "distilled";
        auto config = test::tiny_unet_config();
        config.time_cond_proj_dim = 8;
        test::write_tiny_bundle(folder, /*with_adapter=*/false, 1, config);
        diffusion::StableDiffusionBundle bundle(folder, {});
        QVERIFY(bundle.has_distilled_guidance());
        const auto picture = [&](double guidance, const std::string& negative) {
            auto request = make_request({{0.6, 1}});
            request.sampler = Sampler::kLcm;
            request.options.steps = 2;
            request.guidance.scale = guidance;
            request.negative_prompt = negative;
            torch::Tensor image;
            diffusion::ImageToImage(bundle).run(
                request, {}, {}, [&](std::size_t, const ImageToImageResult& result) { image = result.image; });
            return image;
        };
        QVERIFY(!picture(2, "a").equal(picture(8, "a")));
        QVERIFY(picture(8, "a").equal(picture(8, "b")));  // there is no unconditional half
    }

    void ratio_one_forgets_the_image_only_when_it_starts_from_noise() {
        auto request = make_request({{1.0, 5}});
        auto other = request;
        other.image = -request.image;
        QVERIFY(run(request)[0].image.equal(run(other)[0].image));
        request.pure_noise_at_one = other.pure_noise_at_one = false;
        QVERIFY(!run(request)[0].image.equal(run(other)[0].image));
    }

    void odd_sizes_are_padded_and_cut_back() {
        const auto result = run(make_request({{0.5, 1}}, 30, 37))[0];
        QCOMPARE(result.image.sizes(), (torch::IntArrayRef{3, 30, 37}));
        QVERIFY(result.padded_size == (Size{40, 32}));
        QCOMPARE(result.features.levels[0].size(2), std::int64_t{8});
        QCOMPARE(result.features.levels[0].size(3), std::int64_t{10});
        QVERIFY(result.image.abs().max().item<double>() <= 1.0);
    }

    void features_come_from_either_step() {
        auto request = make_request({{0.5, 1}});
        const auto last = run(request)[0];
        request.feature_step = LabelStep::kT1;
        const auto t1 = run(request)[0];
        const auto channels = nn::feature_channels(m_bundle->unet_config());
        QVERIFY(last.image.equal(t1.image));
        QCOMPARE(t1.features.levels.size(), channels.size());
        for (std::size_t level = 0; level < channels.size(); ++level) {
            QCOMPARE(last.features.levels[level].size(1), channels[level]);
            QCOMPARE(t1.features.levels[level].sizes(), last.features.levels[level].sizes());
            QVERIFY(!t1.features.levels[level].equal(last.features.levels[level]));
        }
        request.collect_features = false;
        QVERIFY(run(request)[0].features.levels.empty());
    }

    void every_step_is_reported() {
        const auto request = make_request({{0.5, 1}, {1.0, 1}});
        std::vector<int> steps(2);
        diffusion::ImageToImage(*m_bundle).run(
            request, {},
            [&](const diffusion::ImageToImageStep& step) {
                QCOMPARE(step.step, ++steps.at(step.rung));
                QCOMPARE(step.total, step.rung == 0 ? 3 : 6);
                QCOMPARE(step.pred_x0.sizes(), (torch::IntArrayRef{1, 4, 8, 10}));
            },
            [&](std::size_t rung, const ImageToImageResult&) { QCOMPARE(steps.at(rung), rung == 0 ? 3 : 6); });
        QVERIFY(steps == (std::vector<int>{3, 6}));
    }

    void stops_within_one_step() {
        std::stop_source source;
        int steps = 0;
        const auto request = make_request({{1.0, 1}, {1.0, 2}});
        QVERIFY_EXCEPTION_THROWN(diffusion::ImageToImage(*m_bundle).run(
                                     request, source.get_token(),
                                     [&](const diffusion::ImageToImageStep&) {
                                         ++steps;
                                         source.request_stop();
                                     },
                                     [](std::size_t, const ImageToImageResult&) { QFAIL("finished"); }),
                                 CancelledError);
        QCOMPARE(steps, 1);
    }

    void impossible_ratios_are_refused() {
        for (const double ratio : {0.0, -0.1, 1.2, 0.1, std::nan("")}) {
            QVERIFY_EXCEPTION_THROWN(run(make_request({{0.5, 1}, {ratio, 1}})), UsageError);
        }
    }
};

DESTUDIO_TEST(ImageToImageTest)

}  // namespace destudio::image_to_image_test

#include "image_to_image_test.moc"
