// SPDX-License-Identifier: Apache-2.0
#include "core/scaleup/gate.h"

#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/scaleup/counts_file.h"
#include "core/scaleup/item_log.h"
#include "core/scaleup/manifest.h"
#include "core/scaleup/scale_up_folder.h"
#include "tests/support/fake_scale_up.h"
#include "tests/support/test_main.h"

namespace destudio::gate_test {

using namespace destudio::scaleup;

namespace {

constexpr int kSide = 64;
const Box kObject{10, 10, 40, 40};
const Box kElsewhere{44, 44, 60, 60};

/// What happens to a variant that is the same as its start, or another picture.
struct Case {
    std::vector<Detection> detections;
    std::vector<KnownBox> known;
    bool redrawn = false;
    std::optional<std::vector<Detection>> judged;

    GateResult result() const {
        const cv::Mat start = test::blotches(1, kSide, kSide);
        const cv::Mat variant = redrawn ? test::blotches(2, kSide, kSide) : start;
        const ReferencePlan plan{{0, 0, kSide, kSide}, {kSide, kSide}};
        return pass_gate({detections, 0.3, known, plan, start, variant, judged}, {});
    }
};

}  // namespace

class GateTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    std::filesystem::path in(const std::string& name) const { return m_dir.path().toStdString() + "/" + name; }

    /// The gate of a judge that sees cats only.
    ScaleUpModel judged_model() const {
        ScaleUpModel model = test::fake_model();
        model.judge_hash = "judge";
        model.judge = [](const cv::Mat&) { return std::vector<Detection>{}; };
        return model;
    }

private slots:
    void labels_that_stayed_confirm_boxes() {
        const GateResult result = Case{{{kObject, 0, 0.9}}, {{kObject, 0}}, false, {}}.result();
        QCOMPARE(result.verdict, GateVerdict::kPassed);
        QCOMPARE(result.supported, 1);
        QCOMPARE(result.agreement(), 1.0);
    }

    void without_evidence_nothing_is_said() {
        // No judge, and the reference is redrawn beyond recognition: the box may be right.
        QCOMPARE((Case{{{kObject, 0, 0.9}}, {{kObject, 0}}, true, {}}.result().verdict), GateVerdict::kUnchecked);
        QCOMPARE((Case{{{kObject, 0, 0.9}}, {}, false, {}}.result().verdict), GateVerdict::kUnchecked);
    }

    void objects_without_a_box_are_missed() {
        const GateResult result = Case{{{kElsewhere, 0, 0.9}}, {{kObject, 0}}, false, {}}.result();
        QCOMPARE(result.verdict, GateVerdict::kRejected);
        QCOMPARE(result.reason, std::string("missed"));
        // A detection below the threshold is no box.
        QCOMPARE((Case{{{kObject, 0, 0.2}}, {{kObject, 0}}, false, {}}.result().missed), 1);
    }

    void another_class_at_the_place_is_told() {
        const GateResult result = Case{{{kObject, 1, 0.9}}, {{kObject, 0}}, false, {}}.result();
        QCOMPARE(result.verdict, GateVerdict::kRejected);
        QCOMPARE(result.reason, std::string("other_class"));
    }

    void the_judge_confirms_doubts_and_misses() {
        const std::vector<Detection> sees_it{{kObject, 0, 0.15}};
        QCOMPARE((Case{{{kObject, 0, 0.9}}, {}, true, sees_it}.result().verdict), GateVerdict::kPassed);
        const GateResult doubtful = Case{{{kObject, 0, 0.9}}, {}, true, std::vector<Detection>{}}.result();
        QCOMPARE(doubtful.reason, std::string("doubtful"));
        const std::vector<Detection> sees_more{{kObject, 0, 0.9}, {kElsewhere, 2, 0.8}};
        const GateResult missed = Case{{{kObject, 0, 0.9}}, {}, true, sees_more}.result();
        QCOMPARE(missed.missed, 1);
        QCOMPARE(missed.agreement(), 0.5);
        QCOMPARE(missed.verdict, GateVerdict::kRejected);
        // A faint one is no object.
        const std::vector<Detection> sees_faintly{{kObject, 0, 0.9}, {kElsewhere, 2, 0.2}};
        QCOMPARE((Case{{{kObject, 0, 0.9}}, {}, true, sees_faintly}.result().missed), 0);
    }

    void words_are_read_back() {
        for (const auto use : {GateUse::kOff, GateUse::kMark, GateUse::kReject}) {
            QCOMPARE(parse_gate_use(to_string(use)), use);
        }
        for (const auto verdict : {GateVerdict::kUnchecked, GateVerdict::kPassed, GateVerdict::kRejected}) {
            QCOMPARE(parse_gate_verdict(to_string(verdict)), verdict);
        }
        QVERIFY_EXCEPTION_THROWN(parse_gate_use("maybe"), UsageError);
        QVERIFY_EXCEPTION_THROWN(parse_gate_verdict("maybe"), FormatError);
    }

    void rejected_images_are_left_out_and_counted() {
        const auto data = test::make_scale_up_dataset(in("set"), 6);
        auto order = test::fake_order(data, in("rejecting"));
        order.settings.gate = GateUse::kReject;
        order.settings.max_images = 30;
        order.settings.lower_bound = 1000;
        const auto result = scale_up(order, judged_model());
        const ScaleUpCounts& counts = result.status.counts;
        QVERIFY(counts.rejected > 0);
        QCOMPARE(counts.images + counts.empty + counts.rejected, std::int64_t{30});
        QCOMPARE(counts.gate.images.all, counts.images + counts.rejected);
        QCOMPARE(counts.gate.images.rejected, counts.rejected);
        std::int64_t by_ratio = 0;
        for (const auto& [tenth, share] : counts.gate.ratios) {
            QVERIFY(tenth >= 3 && tenth <= 10);
            by_ratio += share.rejected;
        }
        QCOMPARE(by_ratio, counts.rejected);
        std::int64_t by_reason = 0;
        for (const auto& [reason, images] : counts.gate.reasons) {
            by_reason += images;
        }
        QCOMPARE(by_reason, counts.rejected);

        // Run again it is continued with the same counts, and the counts file holds them.
        const auto files = test::scale_up_files(in("rejecting"));
        const auto again = scale_up(order, judged_model());
        QVERIFY(again.status.counts == counts);
        QCOMPARE(test::scale_up_files(in("rejecting")), files);
        const ScaleUpFolder folder{in("rejecting")};
        QVERIFY(read_counts(folder.counts(), read_manifest(folder.manifest())).counts == counts);
        // Another judge is another scale-up.
        ScaleUpModel other = judged_model();
        other.judge_hash = "other";
        QVERIFY_EXCEPTION_THROWN(scale_up(order, other), UsageError);
    }

    void marked_images_stay_and_say_their_verdict() {
        const auto data = test::make_scale_up_dataset(in("set2"), 6);
        auto order = test::fake_order(data, in("marking"));
        order.settings.gate = GateUse::kMark;
        order.settings.max_images = 20;
        order.settings.lower_bound = 1000;
        const auto result = scale_up(order, judged_model());
        QCOMPARE(result.status.counts.rejected, std::int64_t{0});
        QVERIFY(result.status.counts.gate.images.rejected > 0);
        const auto coco = nlohmann::json::parse(read_file(in("marking/annotations.json")));
        std::int64_t rejected = 0;
        for (const auto& image : coco.at("images")) {
            rejected += image.at("attributes").at("gate") == "rejected" ? 1 : 0;
        }
        QCOMPARE(rejected, result.status.counts.gate.images.rejected);
        ItemReader items(in("marking/items.jsonl"));
        while (const auto item = items.next()) {
            QVERIFY(item->gate.has_value());
            QVERIFY(item->encode_ratio >= 0.3 && item->encode_ratio <= 1.0);
        }
    }
};

DESTUDIO_CORE_TEST(GateTest)

}  // namespace destudio::gate_test

#include "gate_test.moc"
