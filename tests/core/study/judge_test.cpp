// SPDX-License-Identifier: Apache-2.0
#include "core/study/judge.h"

#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>
#include <opencv2/core.hpp>

#include "core/base/error.h"
#include "core/detection/detector_factory.h"
#include "core/nn/torch.h"
#include "core/study/bundle_bench.h"
#include "core/study/memory_bench.h"
#include "tests/support/test_main.h"
#include "tests/support/tiny_bundle.h"

namespace destudio::judge_test {

namespace fs = std::filesystem;

class JudgeTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    fs::path root() const { return fs::path(m_folder.path().toStdString()); }

    /// A pixel detector of random weights whose scores are high everywhere.
    fs::path write_judge(const std::string& name, const std::vector<std::string>& classes) const {
        torch::manual_seed(5);
        const auto detector =
            detection::make_detector({{"framework", "retinanet"},
                                      {"backbone", {{"depth", 18}, {"width", 8}, {"group_norm_groups", 4}}},
                                      {"num_feature_levels", 3},
                                      {"embed_dim", 16},
                                      {"group_norm_groups", 4},
                                      {"head_convs", 1},
                                      {"head_norm", "group"},
                                      {"anchor_sizes", {16, 32, 64}},
                                      {"classes", classes}},
                                     "config");
        {
            const torch::NoGradGuard no_grad;
            for (auto& parameter : detector->module().named_parameters()) {
                if (parameter.key().find("cls_logits.bias") != std::string::npos) {
                    parameter.value().fill_(3);
                }
            }
        }
        detection::save_detector(*detector, root() / name, {{"image_size", 64}});
        return root() / name;
    }

private slots:
    void classes_are_those_of_the_bundle() {
        const study::Judge judge(write_judge("judge", {"dog", "lamp"}), {"cat", "dog"});
        QCOMPARE(judge.image_size(), 64);
        const cv::Mat picture(96, 128, CV_8UC3, cv::Scalar(200, 30, 90));
        const auto seen = judge.look(picture, 0.5);
        QVERIFY(!seen.empty());
        for (const auto& detection : seen) {
            QCOMPARE(detection.class_index, 1);  // a lamp is unknown to the bundle, so it is not spoken of
            QVERIFY(detection.box.x1 >= 0 && detection.box.x2 <= 128);
            QVERIFY(detection.box.y1 >= 0 && detection.box.y2 <= 96);
            QVERIFY(detection.score >= 0.5);
        }
    }

    void one_that_knows_none_of_the_classes_is_refused() {
        const auto folder = write_judge("stranger", {"lamp"});
        QVERIFY_EXCEPTION_THROWN(study::Judge(folder, {"cat"}), UsageError);
    }

    void an_adapter_is_refused() {
        test::write_tiny_adapter(root() / "adapter");
        QVERIFY_EXCEPTION_THROWN(study::Judge(root() / "adapter", {"cat"}), UsageError);
    }

    void figures_are_reached_on_their_side() {
        using Wanted = study::BundleFigure::Wanted;
        QVERIFY((study::BundleFigure{"a", "", 0.9, 0.9, Wanted::kAtLeast}).reached());
        QVERIFY(!(study::BundleFigure{"a", "", 0.89, 0.9, Wanted::kAtLeast}).reached());
        QVERIFY((study::BundleFigure{"a", "", 64, 64, Wanted::kAtMost}).reached());
        QVERIFY(!(study::BundleFigure{"a", "", 65, 64, Wanted::kAtMost}).reached());
        QVERIFY((study::BundleFigure{"a", "", -3, 1, Wanted::kNothing}).reached());
    }

    void memory_peaks_over_all_parts() {
        study::MemoryBenchReport report;
        report.figures.resize(2);
        report.figures[0].memory.peak = 30;
        report.figures[1].memory.peak = 20;
        QCOMPARE(report.peak(), std::int64_t{30});
    }
};

DESTUDIO_CORE_TEST(JudgeTest)

}  // namespace destudio::judge_test

#include "judge_test.moc"
