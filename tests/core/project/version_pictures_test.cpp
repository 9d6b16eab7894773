// SPDX-License-Identifier: Apache-2.0
// What each version held, its pictures beside those of another, and going back for some of them.
#include <QtTest/QtTest>

#include "core/base/error.h"
#include "core/project/version_diff.h"
#include "core/project/version_overview.h"
#include "core/project/version_picture.h"
#include "core/project/version_restore.h"
#include "tests/core/project/project_fixture.h"
#include "tests/support/test_main.h"

namespace destudio::version_pictures_test {

using destudio::test::ProjectFixture;

class VersionPicturesTest : public QObject {
    Q_OBJECT

private slots:
    void counts_are_those_of_then() {
        ProjectFixture f;
        QCOMPARE(f.project->versions().counts().at(0), VersionCounts{});
        const RowId reference = f.add_reference();
        const RowId a = f.add_variant(reference, 0.6, 1);
        const RowId b = f.add_variant(reference, 0.6, 2);
        f.project->variants().set_state(a, VariantState::kAccepted);
        const RowId first = f.project->versions().add("first", 0.3);
        f.project->variants().set_state(a, VariantState::kRejected);
        f.project->variants().set_state(b, VariantState::kEdited);
        f.add_variant(reference, 0.6, 3);
        const RowId second = f.project->versions().add("second", 0.3);
        const RowId third = f.project->versions().add("third", 0.3);
        f.project->variants().set_state(a, VariantState::kAccepted);
        f.project->variants().remove(b);
        auto counts = f.project->versions().counts();
        QCOMPARE(counts.at(first), (VersionCounts{2, 1}));
        QCOMPARE(counts.at(second), (VersionCounts{3, 1}));
        QCOMPARE(counts.at(third), (VersionCounts{3, 1}));
        QCOMPARE(counts.at(0), (VersionCounts{2, 1}));
        const VersionOverview overview = version_overview(*f.project);
        QCOMPARE(overview.versions.size(), std::size_t(3));
        QCOMPARE(overview.versions.front().version.id, third);
        QCOMPARE(overview.versions.back().counts, (VersionCounts{2, 1}));
        QCOMPARE(overview.now, (VersionCounts{2, 1}));
    }

    void pictures_have_their_boxes_of_then_and_now() {
        ProjectFixture f;
        f.project->settings().set_threshold(0.3);
        const RowId reference = f.add_reference();
        const RowId kept = f.add_variant(reference, 0.6, 1);
        const RowId gone = f.add_variant(reference, 0.6, 2);
        const RowId cat = f.project->classes().find("cat")->id;
        const RowId first = f.project->versions().add("first", 0.3);
        f.project->annotations().materialise(kept, 0.3);
        f.project->annotations().add({0, kept, cat, {1, 1, 9, 9}, AnnotationOrigin::kDrawn, 1, 0, false});
        f.project->variants().remove(gone);
        const RowId later = f.add_variant(reference, 0.6, 3);
        f.project->settings().set_threshold(0.05);
        const auto pictures = version_pictures(*f.project, {kept, gone, later}, first, {});
        QCOMPARE(pictures.size(), std::size_t(3));
        QCOMPARE(pictures[0].before.boxes.size(), std::size_t(2));
        QCOMPARE(pictures[0].after.boxes.size(), std::size_t(3));
        QVERIFY(pictures[1].before.there);
        QVERIFY(!pictures[1].after.there);
        QCOMPARE(pictures[1].before.boxes.size(), std::size_t(2));  // with the threshold of then
        QVERIFY(std::filesystem::exists(pictures[1].image));        // stays on the disk
        QVERIFY(!pictures[2].before.there);
        QCOMPARE(pictures[2].after.boxes.size(), std::size_t(3));  // with the one of now
    }

    void chosen_variants_go_back_and_no_others() {
        ProjectFixture f;
        const RowId reference = f.add_reference();
        const RowId a = f.add_variant(reference, 0.6, 1);
        const RowId b = f.add_variant(reference, 0.6, 2);
        const RowId gone = f.add_variant(reference, 0.6, 3);
        const RowId first = f.project->versions().add("first", f.project->settings().threshold());
        f.project->variants().set_state(a, VariantState::kRejected);
        f.project->variants().set_state(b, VariantState::kRejected);
        f.project->variants().remove(gone);
        const RowId later = f.add_variant(reference, 0.6, 4);
        const VersionRestore result = restore_variants(*f.project, first, {a, gone, later});
        QCOMPARE(result.variants, std::size_t(1));
        QCOMPARE(result.brought_back, std::size_t(1));
        QCOMPARE(result.removed, std::size_t(0));
        QCOMPARE(f.project->variants().get(a).state, VariantState::kNew);
        QCOMPARE(f.project->variants().get(b).state, VariantState::kRejected);
        QCOMPARE(f.project->variants().get(gone).id, gone);
        QCOMPARE(f.project->variants().get(later).id, later);
        QVERIFY(result.kept > first);
        restore_version(*f.project, result.kept);
        QCOMPARE(f.project->variants().get(a).state, VariantState::kRejected);
        QVERIFY_EXCEPTION_THROWN(f.project->variants().get(gone), UsageError);
    }

    void a_comparison_can_be_stopped() {
        ProjectFixture f;
        const RowId variant = f.add_variant(f.add_reference());
        const RowId first = f.project->versions().add("first", 0.3);
        f.project->variants().set_state(variant, VariantState::kRejected);
        std::stop_source stop;
        stop.request_stop();
        QVERIFY_EXCEPTION_THROWN(diff_versions(*f.project, first, {}, stop.get_token()), CancelledError);
        QCOMPARE(diff_versions(*f.project, first, {}).states.size(), std::size_t(1));
    }
};

DESTUDIO_TEST(VersionPicturesTest)

}  // namespace destudio::version_pictures_test

#include "version_pictures_test.moc"
