// SPDX-License-Identifier: Apache-2.0
// Classes, references, variants and their annotations: what the window's undo commands rely on.
#include <QtTest/QtTest>
#include <nlohmann/json.hpp>

#include "core/base/class_palette.h"
#include "core/base/error.h"
#include "core/image/image_io.h"
#include "core/project/project.h"
#include "tests/core/project/project_fixture.h"
#include "tests/support/test_main.h"

namespace destudio::stores_test {

using destudio::test::ProjectFixture;

class StoresTest : public QObject {
    Q_OBJECT

private slots:
    void classes_keep_their_order_and_names() {
        ProjectFixture f;
        auto& classes = f.project->classes();
        const RowId dog = classes.add({0, "dog", 0x102030});
        const RowId cat = classes.find_or_add("cat");
        QCOMPARE(classes.find_or_add("dog"), dog);
        classes.update({dog, "hound", 0xffffff});
        const auto all = classes.all();
        QCOMPARE(all.size(), std::size_t{2});
        QCOMPARE(all[0].name, std::string("hound"));
        QCOMPARE(all[0].color, std::uint32_t{0xffffff});
        QCOMPARE(all[1].id, cat);
        QCOMPARE(all[1].color, class_palette(1));
        QVERIFY_THROWS_EXCEPTION(UsageError, classes.add({0, "cat", 0}));
        QVERIFY_THROWS_EXCEPTION(UsageError, classes.update({cat, "hound", 0}));
        QVERIFY_THROWS_EXCEPTION(UsageError, classes.add({0, "", 0}));
        classes.remove(dog);
        QVERIFY_THROWS_EXCEPTION(UsageError, classes.remove(dog));
        // Redo gives the same row again; a new one never takes an old number.
        classes.add({dog, "hound", 1});
        QCOMPARE(classes.find("hound")->id, dog);
        classes.remove(dog);
        QVERIFY(classes.add({0, "bird", 0}) > cat);
    }

    void classes_with_boxes_stay() {
        ProjectFixture f;
        f.add_variant(f.add_reference());
        QVERIFY_THROWS_EXCEPTION(UsageError, f.project->classes().remove(f.project->classes().find("cat")->id));
    }

    void references_hold_ground_truth() {
        ProjectFixture f;
        const RowId cat = f.project->classes().find_or_add("cat");
        const RowId reference = f.add_reference();
        f.project->references().set_boxes(reference, {{0, 0, cat, {1.25, 2, 3, 4}}, {0, 0, cat, {5, 6, 7, 8}}});
        auto boxes = f.project->references().boxes(reference);
        QCOMPARE(boxes.size(), std::size_t{2});
        QVERIFY(boxes[0].box == (Box{1.25, 2, 3, 4}));
        QCOMPARE(boxes[0].reference_id, reference);
        boxes.pop_back();
        f.project->references().set_boxes(reference, boxes);
        QCOMPARE(f.project->references().boxes(reference).at(0).id, boxes[0].id);
        QVERIFY_THROWS_EXCEPTION(UsageError, f.project->references().set_boxes(99, {}));
        QVERIFY_THROWS_EXCEPTION(UsageError, f.project->references().get(99));
    }

    void removing_a_reference_can_be_undone() {
        ProjectFixture f;
        const RowId reference = f.add_reference();
        const RowId variant = f.add_variant(reference);
        const auto rows = f.project->annotations().materialise(variant, 0.3);
        const auto removed = f.project->references().remove(reference);
        QVERIFY(f.project->variants().all().empty());
        f.project->references().restore(removed);
        QCOMPARE(f.project->references().get(reference).hash, removed.reference.hash);
        QVERIFY(f.project->variants().get(variant).has_own_boxes);
        QCOMPARE(f.project->variants().detections(variant).size(), std::size_t{3});
        const auto again = f.project->annotations().of_variant(variant, 0.9);
        QCOMPARE(again.size(), rows.size());
        QCOMPARE(again[0].id, rows[0].id);
    }

    void variants_come_in_ladder_order() {
        ProjectFixture f;
        const RowId reference = f.add_reference();
        const RowId c = f.add_variant(reference, 0.9, 2);
        const RowId b = f.add_variant(reference, 0.9, 1);
        const RowId a = f.add_variant(reference, 0.3, 1);
        const RowId d = f.add_variant(reference, 0.3, 18446744073709551615ULL);
        const auto all = f.project->variants().of_reference(reference);
        QVERIFY(all[0].id == a && all[1].id == b && all[2].id == c && all[3].id == d);
    }

    void variants_carry_their_recipe_in_the_picture() {
        ProjectFixture f;
        const auto record = f.project->variants().add(f.add_reference(), ProjectFixture::variant(), {"cat", "dog"});
        const auto text = read_png_text(record.image, kRecipeKeyword);
        QVERIFY(text.has_value());
        QVERIFY(nlohmann::json::parse(*text).get<Recipe>() == record.recipe);
    }

    void detections_name_classes_of_the_project() {
        ProjectFixture f;
        f.project->classes().find_or_add("bird");
        const RowId dog = f.project->classes().find_or_add("dog");
        const RowId variant = f.add_variant(f.add_reference());
        const auto detections = f.project->variants().detections(variant);
        QCOMPARE(detections.size(), std::size_t{3});
        QCOMPARE(detections[1].class_id, dog);
        QCOMPARE(detections[1].score, 0.4);
        QVERIFY(detections[1].box == (Box{5, 5, 20.5, 21.25}));
        QCOMPARE(f.project->classes().all().back().name, std::string("cat"));
    }

    void failures_are_remembered() {
        ProjectFixture f;
        const auto failed =
            f.project->variants().add_failed(f.add_reference(), ProjectFixture::recipe(), "Memory ran out.");
        const auto record = f.project->variants().get(failed.id);
        QVERIFY(record.state == VariantState::kFailed);
        QCOMPARE(record.error, std::string("Memory ran out."));
        QVERIFY(record.image.empty());
        QVERIFY_THROWS_EXCEPTION(UsageError, f.project->variants().load_image(failed.id));
    }

    void the_next_unreviewed_of_a_list_comes_round() {
        ProjectFixture f;
        const RowId reference = f.add_reference();
        std::vector<RowId> list;
        for (std::uint64_t seed = 1; seed <= 4; ++seed) {
            list.insert(list.begin(), f.add_variant(reference, 0.5, seed));  // another order than the ladder's
        }
        const auto& variants = f.project->variants();
        QCOMPARE(variants.next_unreviewed_of(list, 1), list[2]);
        f.project->variants().set_state(list[2], VariantState::kAccepted);
        f.project->variants().set_state(list[3], VariantState::kRejected);
        QCOMPARE(variants.next_unreviewed_of(list, 1), list[0]);
        f.project->variants().set_state(list[0], VariantState::kAccepted);
        QCOMPARE(variants.next_unreviewed_of(list, 1), list[1]);
        f.project->variants().set_state(list[1], VariantState::kAccepted);
        QCOMPARE(variants.next_unreviewed_of(list, 1), RowId{0});
        QCOMPARE(variants.next_unreviewed_of({}, 0), RowId{0});
    }

    void states_and_removal_can_be_undone() {
        ProjectFixture f;
        const RowId reference = f.add_reference();
        const RowId variant = f.add_variant(reference);
        f.project->variants().set_state(variant, VariantState::kAccepted);
        QVERIFY(f.project->variants().get(variant).state == VariantState::kAccepted);
        const auto removed = f.project->variants().remove(variant);
        QVERIFY_THROWS_EXCEPTION(UsageError, f.project->variants().get(variant));
        f.project->variants().restore(removed);
        QVERIFY(f.project->variants().get(variant).state == VariantState::kAccepted);
        QVERIFY(!f.project->variants().load_image(variant).empty());
    }

    void annotations_follow_the_threshold_until_edited() {
        ProjectFixture f;
        auto& annotations = f.project->annotations();
        const RowId variant = f.add_variant(f.add_reference());
        QCOMPARE(annotations.of_variant(variant, 0.3).size(), std::size_t{2});
        QCOMPARE(annotations.of_variant(variant, 0.05).size(), std::size_t{3});
        QCOMPARE(annotations.of_variant(variant, 0.95).size(), std::size_t{0});
        const auto derived = annotations.of_variant(variant, 0.3);
        QCOMPARE(derived[0].id, RowId{0});
        QVERIFY(derived[0].detection_id != 0);
        QVERIFY_THROWS_EXCEPTION(UsageError, annotations.add(derived[0]));

        auto rows = annotations.materialise(variant, 0.3);
        QCOMPARE(rows.size(), std::size_t{2});
        QVERIFY(rows[0].id != 0);
        QCOMPARE(annotations.of_variant(variant, 0.95).size(), std::size_t{2});
        QCOMPARE(annotations.materialise(variant, 0.05).size(), std::size_t{2});

        rows[0].box = {0, 0, 10, 10};
        rows[0].origin = AnnotationOrigin::kEdited;
        rows[0].ignore = true;
        annotations.update(rows[0]);
        QVERIFY(annotations.get(rows[0].id).box == (Box{0, 0, 10, 10}));
        QVERIFY(annotations.get(rows[0].id).ignore);

        StoredAnnotation drawn;
        drawn.variant_id = variant;
        drawn.class_id = rows[0].class_id;
        drawn.box = {1, 1, 2, 2};
        drawn.origin = AnnotationOrigin::kDrawn;
        drawn.id = annotations.add(drawn);
        annotations.remove(drawn.id);
        QVERIFY_THROWS_EXCEPTION(UsageError, annotations.get(drawn.id));
        QCOMPARE(annotations.add(drawn), drawn.id);
        QCOMPARE(annotations.of_variant(variant, 0.3).size(), std::size_t{3});

        const auto replaced = annotations.replace(variant, {drawn});
        QCOMPARE(replaced.size(), std::size_t{1});
        QCOMPARE(replaced[0].id, drawn.id);

        annotations.set_derived(variant);
        QVERIFY(!f.project->variants().get(variant).has_own_boxes);
        QCOMPARE(annotations.of_variant(variant, 0.3).size(), std::size_t{2});
        QCOMPARE(annotations.of_variant(variant, 0.3)[0].id, RowId{0});
    }

    void changes_are_announced() {
        ProjectFixture f;
        std::vector<ProjectChange> seen;
        auto subscription =
            f.project->changes().subscribe([&](const ProjectChange& change) { seen.push_back(change); });
        const RowId reference = f.add_reference();
        const RowId variant = f.add_variant(reference);
        f.project->annotations().materialise(variant, 0.3);
        f.project->annotations().materialise(variant, 0.3);
        QCOMPARE(seen.size(), std::size_t{5});  // reference, two classes, variant, annotations
        QVERIFY(seen.front().what == ProjectChange::What::kReferences && seen.front().id == reference);
        QVERIFY(seen[3].what == ProjectChange::What::kVariants && seen[3].parent == reference);
        QVERIFY(seen.back().what == ProjectChange::What::kAnnotations && seen.back().id == variant);
        subscription = {};
        f.add_reference("b.png");
        QCOMPARE(seen.size(), std::size_t{5});
    }

    void a_listener_may_unsubscribe_another() {
        ChangeNotifier notifier;
        int calls = 0;
        ChangeNotifier::Subscription second;
        const auto first = notifier.subscribe([&](const ProjectChange&) { second = {}; });
        second = notifier.subscribe([&](const ProjectChange&) { ++calls; });
        notifier.notify({});
        notifier.notify({});
        QCOMPARE(calls, 0);
    }
};

DESTUDIO_CORE_TEST(StoresTest)

}  // namespace destudio::stores_test

#include "stores_test.moc"
