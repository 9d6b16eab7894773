// SPDX-License-Identifier: Apache-2.0
// How many corrections lie between labels and what a person made of them, or would have to.
#include "core/project/edit_count.h"

#include <QTest>

#include "tests/core/project/project_fixture.h"
#include "tests/support/test_main.h"

namespace destudio::edit_count_test {

namespace {

constexpr double kThreshold = 0.3;

EditCount counted(std::int64_t added, std::int64_t removed, std::int64_t moved, std::int64_t relabelled) {
    return {1, added, removed, moved, relabelled};
}

}  // namespace

class EditCountTest : public QObject {
    Q_OBJECT

    /// What the project says of a variant's edits.
    static EditCount of(test::ProjectFixture& f, RowId id) {
        return count_edits(f.project->variants().detections(id), f.project->annotations().of_variant(id, kThreshold),
                           kThreshold);
    }

private slots:
    void labels_that_are_taken_as_they_are_cost_nothing() {
        test::ProjectFixture f;
        const RowId id = f.add_variant(f.add_reference());
        QCOMPARE(of(f, id), counted(0, 0, 0, 0));
        f.project->annotations().materialise(id, kThreshold);
        QCOMPARE(of(f, id), counted(0, 0, 0, 0));
    }

    void each_kind_of_edit_counts_once() {
        test::ProjectFixture f;
        const RowId id = f.add_variant(f.add_reference());
        auto boxes = f.project->annotations().materialise(id, kThreshold);
        QCOMPARE(boxes.size(), std::size_t{2});
        boxes[0].box.x2 += 3;
        f.project->annotations().update(boxes[0]);
        QCOMPARE(of(f, id), counted(0, 0, 1, 0));
        boxes[1].class_id = boxes[0].class_id;
        f.project->annotations().update(boxes[1]);
        QCOMPARE(of(f, id), counted(0, 0, 1, 1));
        StoredAnnotation drawn;
        drawn.variant_id = id;
        drawn.class_id = boxes[0].class_id;
        drawn.box = {0, 0, 9, 9};
        drawn.origin = AnnotationOrigin::kDrawn;
        f.project->annotations().add(drawn);
        QCOMPARE(of(f, id), counted(1, 0, 1, 1));
        f.project->annotations().remove(boxes[0].id);
        QCOMPARE(of(f, id), counted(1, 1, 0, 1));
        QCOMPARE(of(f, id).total(), std::int64_t{3});
    }

    void a_hidden_detection_that_was_taken_is_an_added_box() {
        test::ProjectFixture f;
        const RowId id = f.add_variant(f.add_reference());
        f.project->annotations().materialise(id, 0.05);  // three boxes, one of which was hidden
        QCOMPARE(of(f, id), counted(1, 0, 0, 0));
    }

    void edits_to_the_truth_are_matched() {
        const std::vector<Detection> truth{{{0, 0, 20, 20}, 0, 1}, {{50, 50, 80, 80}, 1, 1}, {{100, 0, 120, 20}, 2, 1}};
        QCOMPARE(edits_to_truth(truth, truth, kThreshold), counted(0, 0, 0, 0));
        QCOMPARE(edits_to_truth({}, truth, kThreshold), counted(3, 0, 0, 0));
        QCOMPARE(edits_to_truth(truth, {}, kThreshold), counted(0, 3, 0, 0));
        const std::vector<Detection> found{{{1, 0, 21, 20}, 0, 0.9},      // right
                                           {{52, 50, 80, 80}, 0, 0.8},    // to be renamed
                                           {{112, 8, 132, 28}, 2, 0.7},   // to be moved
                                           {{0, 90, 20, 110}, 1, 0.6},    // of nothing
                                           {{2, 0, 20, 20}, 0, 0.5},      // a second one of the first
                                           {{100, 0, 120, 20}, 2, 0.2}};  // hidden
        QCOMPARE(edits_to_truth(found, truth, kThreshold), counted(0, 2, 1, 1));
    }

    void a_right_box_keeps_its_truth_from_a_stronger_wrong_one() {
        const std::vector<Detection> truth{{{0, 0, 20, 20}, 0, 1}};
        QCOMPARE(edits_to_truth({{{0, 0, 20, 20}, 1, 0.9}, {{0, 0, 20, 20}, 0, 0.5}}, truth, kThreshold),
                 counted(0, 1, 0, 0));
    }

    void counts_add_up() {
        EditCount sum;
        QCOMPARE(sum.per_image(), 0.0);
        sum += counted(1, 0, 2, 0);
        sum += counted(0, 1, 0, 0);
        QCOMPARE(sum.images, std::int64_t{2});
        QCOMPARE(sum.per_image(), 2.0);
    }
};

DESTUDIO_TEST(EditCountTest)

}  // namespace destudio::edit_count_test

#include "edit_count_test.moc"
