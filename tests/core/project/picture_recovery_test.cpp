// SPDX-License-Identifier: Apache-2.0
#include "core/project/picture_recovery.h"

#include <QtTest/QtTest>
#include <fstream>

#include "core/image/image_io.h"
#include "tests/core/project/project_fixture.h"
#include "tests/support/test_main.h"

namespace destudio::picture_recovery_test {

using destudio::test::ProjectFixture;
namespace fs = std::filesystem;

class PictureRecoveryTest : public QObject {
    Q_OBJECT

private slots:
    void an_older_project_keeps_newer_pictures_and_makes_variants_of_them() {
        ProjectFixture f;
        Reference reference;
        reference.path = f.file.parent_path() / "street.png";
        reference.hash = ProjectFixture::recipe().reference_hash;
        reference.size = {640, 480};
        const RowId id = f.project->references().add(reference);
        f.project.reset();
        const fs::path backup = f.file.parent_path() / "backup";
        fs::copy_file(f.file, backup);
        f.project = Project::open(f.file);
        const fs::path newer = f.project->variants().get(f.add_variant(id)).image;
        f.project.reset();

        fs::copy_file(backup, f.file, fs::copy_options::overwrite_existing);
        fs::remove(f.file.string() + "-wal");
        f.project = Project::open(f.file);
        QVERIFY(fs::exists(newer));
        QCOMPARE(unknown_pictures(*f.project), std::vector<fs::path>{newer});
        const PictureRecovery result = recover_pictures(*f.project);
        QCOMPARE(result.recovered, std::size_t{1});
        QVERIFY(result.left.empty());
        const auto variants = f.project->variants().of_reference(id);
        QCOMPARE(variants.size(), std::size_t{1});
        QCOMPARE(variants[0].image, newer);
        QVERIFY(variants[0].recipe == ProjectFixture::recipe());
        QVERIFY(unknown_pictures(*f.project).empty());
    }

    void pictures_without_a_recipe_or_of_another_reference_stay_as_they_are() {
        ProjectFixture f;
        f.add_reference();
        const fs::path folder = f.project->files_folder();
        save_variant_image(folder, ProjectFixture::variant());  // of a reference that the project does not have
        save_png(folder / "variant-1-1-1.png", cv::Mat(8, 8, CV_8UC3, cv::Scalar(1, 2, 3)));
        std::ofstream(folder / "variant-2-2-2.png") << "no picture";
        const PictureRecovery result = recover_pictures(*f.project);
        QCOMPARE(result.recovered, std::size_t{0});
        QCOMPARE(result.left.size(), std::size_t{3});
        for (const auto& picture : result.left) {
            QVERIFY(fs::exists(picture));
        }
    }

    void a_removed_variant_is_remembered_until_it_is_restored() {
        ProjectFixture f;
        const RowId reference = f.add_reference();
        const RowId variant = f.add_variant(reference);
        const auto removed = f.project->references().remove(reference);
        QVERIFY(unknown_pictures(*f.project).empty());
        f.project->references().restore(removed);
        f.project->variants().remove(variant);
        f.reopen();
        QVERIFY(unknown_pictures(*f.project).empty());
        QVERIFY(fs::exists(removed.variants[0].record.image));
    }

    void a_link_to_a_project_opens_the_project_itself() {
        ProjectFixture f;
        const RowId variant = f.add_variant(f.add_reference());
        const fs::path picture = f.project->variants().get(variant).image;
        f.project.reset();
        const fs::path link = f.file.parent_path() / "elsewhere" / "link.destudio";
        fs::create_directory(link.parent_path());
        fs::create_symlink(f.file, link);
        f.project = Project::open(link);
        QCOMPARE(f.project->file(), fs::canonical(f.file));
        QCOMPARE(f.project->variants().get(variant).image, fs::canonical(picture));
        QVERIFY(unknown_pictures(*f.project).empty());
    }
};

DESTUDIO_CORE_TEST(PictureRecoveryTest)

}  // namespace destudio::picture_recovery_test

#include "picture_recovery_test.moc"
