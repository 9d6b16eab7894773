// SPDX-License-Identifier: Apache-2.0
// A review of 30 variants by keyboard alone, from the first key on the ladder to the last decision, with the number of
// keys per accepted image printed.
#include <QStandardPaths>
#include <QtTest/QtTest>

#include "tests/support/test_main.h"
#include "tests/ui/editor_fixture.h"

namespace destudio::keyboard_review_test {

using destudio::test::EditorFixture;

namespace {

/// What is wrong with a variant's detections.
enum class Flaw { kNone, kFalseBox, kWrongClass, kBelowThreshold, kLooseBox, kMissed, kMelted, kUseless };

constexpr int kPerReference = 6;
// Of 30: 17 as they should be, 12 to set right, one to throw away.
constexpr std::array kFlaws{
    Flaw::kNone,     Flaw::kNone,           Flaw::kFalseBox, Flaw::kNone,           Flaw::kWrongClass, Flaw::kNone,
    Flaw::kNone,     Flaw::kBelowThreshold, Flaw::kNone,     Flaw::kNone,           Flaw::kMissed,     Flaw::kNone,
    Flaw::kFalseBox, Flaw::kNone,           Flaw::kNone,     Flaw::kLooseBox,       Flaw::kNone,       Flaw::kUseless,
    Flaw::kNone,     Flaw::kWrongClass,     Flaw::kNone,     Flaw::kBelowThreshold, Flaw::kNone,       Flaw::kMelted,
    Flaw::kNone,     Flaw::kFalseBox,       Flaw::kNone,     Flaw::kWrongClass,     Flaw::kNone,       Flaw::kFalseBox};

const Box kCat{10, 10, 38, 38};
const Box kDog{84, 58, 114, 88};

std::vector<Detection> detections(Flaw flaw) {
    std::vector<Detection> found{{kCat, 0, 0.9}};
    switch (flaw) {
        case Flaw::kWrongClass:
            found.push_back({kDog, 0, 0.6});
            break;
        case Flaw::kBelowThreshold:
            found.push_back({kDog, 1, 0.2});
            break;
        case Flaw::kLooseBox:
            found.push_back({{kDog.x1, kDog.y1, kDog.x2 + 10, kDog.y2}, 1, 0.7});
            break;
        case Flaw::kMissed:
            break;
        default:
            found.push_back({kDog, 1, 0.8});
            break;
    }
    if (flaw == Flaw::kFalseBox || flaw == Flaw::kMelted) {
        found.push_back({{50, 5, 70, 20}, 1, 0.4});
    }
    return found;
}

}  // namespace

class KeyboardReviewTest : public QObject {
    Q_OBJECT

    static void set_right(EditorFixture& e, Flaw flaw) {
        switch (flaw) {
            case Flaw::kFalseBox:
                e.key(Qt::Key_Backtab);  // the box with the least score
                e.key(Qt::Key_Delete);
                break;
            case Flaw::kWrongClass:
                e.key(Qt::Key_Backtab);
                e.key(Qt::Key_2);
                break;
            case Flaw::kBelowThreshold:
                e.key(Qt::Key_P);
                break;
            case Flaw::kLooseBox:
                e.key(Qt::Key_Backtab);
                e.key(Qt::Key_Left, Qt::ControlModifier | Qt::ShiftModifier);
                break;
            case Flaw::kMissed:
                e.key(Qt::Key_W);
                e.key(Qt::Key_Right, Qt::ShiftModifier, 2);
                e.key(Qt::Key_Down, Qt::ShiftModifier);
                e.key(Qt::Key_Return);
                e.key(Qt::Key_Right, Qt::ShiftModifier, 3);
                e.key(Qt::Key_Down, Qt::ShiftModifier, 3);
                e.key(Qt::Key_Return);
                e.key(Qt::Key_2);
                e.key(Qt::Key_Escape);
                break;
            case Flaw::kMelted:
                e.key(Qt::Key_Backtab);
                e.key(Qt::Key_M);
                break;
            case Flaw::kNone:
            case Flaw::kUseless:
                break;
        }
    }

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void thirty_variants() {
        EditorFixture e(5, [](Project& project, RowId reference, int index) {
            for (int i = 0; i < kPerReference; ++i) {
                const Flaw flaw = kFlaws[static_cast<std::size_t>(index * kPerReference + i)];
                EditorFixture::add_variant(project, reference, 0.15 * (i + 1), detections(flaw),
                                           EditorFixture::picture(index));
            }
        });
        e.open();
        e.key(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);  // from the reference to the first one
        for (const Flaw flaw : kFlaws) {
            e.rest();
            set_right(e, flaw);
            if (flaw == Flaw::kUseless) {
                e.key(Qt::Key_X, Qt::ShiftModifier);
            } else {
                e.key(Qt::Key_G);
            }
        }
        const int keys = e.keys();
        const auto variants = e.project().variants().all();
        QCOMPARE(variants.size(), kFlaws.size());
        const RowId cat = e.project().classes().find("cat")->id;
        int accepted = 0;
        for (std::size_t i = 0; i < variants.size(); ++i) {
            const bool useless = kFlaws[i] == Flaw::kUseless;
            QVERIFY(variants[i].state == (useless ? VariantState::kRejected : VariantState::kAccepted));
            accepted += useless ? 0 : 1;
            const auto boxes = e.project().annotations().of_variant(variants[i].id, 0.3);
            QCOMPARE(boxes.size(), std::size_t{kFlaws[i] == Flaw::kMelted ? 3U : 2U});
            for (const StoredAnnotation& box : boxes) {
                QVERIFY(box.ignore || box.box == (box.class_id == cat ? kCat : kDog));
                QVERIFY(!box.ignore || kFlaws[i] == Flaw::kMelted);
            }
        }
        QCOMPARE(accepted, 29);
        qInfo("%d keys for 30 variants, 12 of which needed an edit: %.2f per accepted image", keys,
              static_cast<double>(keys) / accepted);
        // Every decision is a step of its own that can be taken back.
        while (e.undo_stack().canUndo()) {
            e.undo_stack().undo();
        }
        for (const VariantRecord& variant : e.project().variants().all()) {
            QVERIFY(variant.state == VariantState::kNew && !variant.has_own_boxes);
        }
    }
};

DESTUDIO_GUI_TEST(KeyboardReviewTest)

}  // namespace destudio::keyboard_review_test

#include "keyboard_review_test.moc"
