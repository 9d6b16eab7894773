// SPDX-License-Identifier: Apache-2.0
#include "core/project/project.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <SQLiteCpp/SQLiteCpp.h>
#include <QtTest/QtTest>
#include <opencv2/core.hpp>

#include "core/base/atomic_file.h"
#include "core/base/class_palette.h"
#include "core/base/error.h"
#include "core/project/picture_recovery.h"
#include "tests/core/project/project_fixture.h"
#include "tests/support/test_main.h"

namespace destudio::project_test {

using destudio::test::ProjectFixture;

namespace {

/// The sentence of the error that `work` must throw.
template <class Expected, class Work>
std::string error_of(Work&& work) {
    try {
        work();
    } catch (const Expected& error) {
        return error.what();
    } catch (const std::exception& error) {
        return std::string("another error: ") + error.what();
    }
    return "no error";
}

bool mentions(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

class ProjectTest : public QObject {
    Q_OBJECT

private slots:
    void keeps_everything_across_reopening() {
        ProjectFixture f;
        const RowId reference = f.add_reference();
        const RowId variant = f.add_variant(reference);
        f.project->set_name("Höfe & Straßen");
        f.project->settings().set_threshold(0.45);
        GenerationSettings settings;
        settings.prompt = "A clipart";
        settings.ratios = {0.1, 1.0 / 3.0};
        settings.seeds = {18446744073709551615ULL, 0};
        settings.sampler = Sampler::kDdim;
        settings.label_step = LabelStep::kT1;
        settings.bundle = f.file.parent_path() / "bundle";
        f.project->settings().set_generation(settings);
        f.project->settings().set_view("page", "ladder");
        const auto before = f.project->variants().get(variant);

        f.reopen();

        QCOMPARE(f.project->name(), std::string("Höfe & Straßen"));
        QCOMPARE(f.project->settings().threshold(), 0.45);
        QVERIFY(f.project->settings().generation() == settings);
        QVERIFY(f.project->settings().view("page") == "ladder");
        QVERIFY(!f.project->settings().view("other"));
        const auto after = f.project->variants().get(variant);
        QVERIFY(after.recipe == before.recipe);
        QVERIFY(after.image == before.image);
        QCOMPARE(f.project->references().get(reference).caption, std::string("A street."));
        QCOMPARE(f.project->variants().load_image(variant).at<cv::Vec3b>(3, 3)[1], uchar{200});
    }

    void moves_as_a_whole() {
        ProjectFixture f;
        const RowId variant = f.add_variant(f.add_reference());
        f.project.reset();
        const auto elsewhere = f.file.parent_path() / "elsewhere";
        std::filesystem::create_directories(elsewhere);
        std::filesystem::rename(f.file, elsewhere / f.file.filename());
        std::filesystem::rename(f.file.parent_path() / "p r ö j.files", elsewhere / "p r ö j.files");
        f.project = Project::open(elsewhere / f.file.filename());
        QVERIFY(!f.project->variants().load_image(variant).empty());
        QVERIFY(f.project->references().all().at(0).path == elsewhere / "images" / "street.png");
    }

    void refuses_to_create_over_a_file() {
        ProjectFixture f;
        QVERIFY(mentions(error_of<IoError>([&] { Project::create(f.file, "x"); }), "already"));
    }

    void refuses_what_is_no_project() {
        QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("a.destudio").toStdString();
        QVERIFY(mentions(error_of<IoError>([&] { Project::open(file); }), "no project file"));
        for (const std::string content : {"", "SQLite format 3", "hello, this is not a database at all"}) {
            write_file_atomically(file, content);
            QVERIFY(mentions(error_of<FormatError>([&] { Project::open(file); }), "not a project"));
            QCOMPARE(read_file(file), content);
        }
        QVERIFY(mentions(error_of<IoError>([&] { Project::open(folder.path().toStdString()); }), "not a file"));
    }

    void leaves_a_damaged_project_as_it_is() {
        ProjectFixture f;
        const RowId reference = f.add_reference();
        for (int i = 0; i < 30; ++i) {
            f.add_variant(reference, 0.6, static_cast<std::uint64_t>(i));
        }
        f.project.reset();
        std::string content = read_file(f.file);
        QVERIFY(content.size() > 16 * 1024);
        // Everything after the first page becomes noise.
        for (std::size_t i = 4096; i < content.size(); ++i) {
            content[i] = static_cast<char>(i * 37);
        }
        write_file_atomically(f.file, content);
        const auto sentence = error_of<FormatError>([&] { Project::open(f.file); });
        QVERIFY2(mentions(sentence, "damaged") && mentions(sentence, f.file.string()), sentence.c_str());
        QVERIFY(read_file(f.file) == content);
        // A truncated file, too.
        write_file_atomically(f.file, content.substr(0, 6000));
        QVERIFY(mentions(error_of<FormatError>([&] { Project::open(f.file); }), "damaged"));
        QCOMPARE(read_file(f.file).size(), std::size_t{6000});
    }

    void refuses_a_project_of_a_newer_version() {
        ProjectFixture f;
        f.project.reset();
        std::string content = read_file(f.file);
        content[63] = 99;  // user_version is the big-endian number at byte 60
        write_file_atomically(f.file, content);
        QVERIFY(mentions(error_of<ConfigError>([&] { Project::open(f.file); }), "newer version"));
    }

    void is_locked_while_open() {
        ProjectFixture f;
        f.add_reference();
        QVERIFY(mentions(error_of<IoError>([&] { Project::open(f.file); }), "open in another window"));
        f.project.reset();
        f.project = Project::open(f.file);
        QCOMPARE(f.project->references().count(), std::size_t{1});
    }

    void readers_see_one_moment() {
        ProjectFixture f;
        const RowId reference = f.add_reference();
        const RowId variant = f.add_variant(reference);
        const auto reader = Project::open_for_reading(f.file);
        f.add_variant(reference, 0.9);
        f.project->variants().set_state(variant, VariantState::kAccepted);
        QCOMPARE(reader->variants().all().size(), std::size_t{1});
        QVERIFY(reader->variants().get(variant).state == VariantState::kNew);
        QVERIFY(!mentions(error_of<IoError>([&] { reader->variants().set_state(variant, VariantState::kEdited); }),
                          "another error"));
        Project::checkpoint(f.file);
        QCOMPARE(reader->variants().all().size(), std::size_t{1});
        QCOMPARE(Project::open_for_reading(f.file)->variants().all().size(), std::size_t{2});
        QVERIFY(f.project->variants().get(variant).state == VariantState::kAccepted);
    }

    void leaves_no_lock_behind() {
        ProjectFixture f;
        QVERIFY(std::filesystem::exists(f.file.string() + "-lock"));
        f.project.reset();
        QVERIFY(!std::filesystem::exists(f.file.string() + "-lock"));
        write_file_atomically(f.file.string() + "-lock", "");  // as after a crash
        f.project = Project::open(f.file);
    }

    void brings_old_projects_up_to_date() {
        ProjectFixture f;
        f.project->classes().find_or_add("cat");
        const RowId variant = f.add_variant(f.add_reference(), 0.45, 12345678901ULL);
        f.project.reset();
        {
            SQLite::Database old(f.file.string(), SQLite::OPEN_READWRITE);
            for (const char* index :
                 {"variant_ladder", "variant_state", "detection_variant", "detection_class", "annotation_class"}) {
                old.exec(std::string("DROP INDEX ") + index);
            }
            for (const char* column : {"seed", "ratio", "guidance", "prompt"}) {
                old.exec(std::string("ALTER TABLE variant DROP COLUMN ") + column);
            }
            for (const char* column : {"area", "aspect"}) {
                old.exec(std::string("ALTER TABLE detection DROP COLUMN ") + column);
            }
            old.exec("DROP TABLE class_alias");
            old.exec("ALTER TABLE class DROP COLUMN lower_bound");
            old.exec("CREATE INDEX variant_reference ON variant(reference_id)");
            old.exec("CREATE INDEX detection_variant ON detection(variant_id)");
            old.exec("ALTER TABLE reference_box DROP COLUMN ignored");
            old.exec("DROP TABLE ghost");
            old.exec("DROP TABLE job");
            for (const char* table : {"version_export", "version_row", "version", "variant_feature",
                                      "reference_feature", "feature_kind", "box_event"}) {
                old.exec(std::string("DROP TABLE ") + table);
            }
            old.exec("UPDATE class SET colour = 1");
            old.exec("PRAGMA user_version = 1");
        }
        f.project = Project::open(f.file);
        const auto found = f.project->search().find(
            parse_variant_filter("seed:12345678901 ratio:0.45 guidance:7.5 \"with cat\""), VariantOrder::kLadder, 0.3);
        QCOMPARE(found, std::vector<RowId>{variant});
        QCOMPARE(
            f.project->search().find(parse_variant_filter("size:[33,34] aspect:[0.7,0.8]"), VariantOrder::kLadder, 0.3),
            std::vector<RowId>{variant});
        QCOMPARE(f.project->classes().all().at(0).color, class_palette(0));
        QCOMPARE(f.project->classes().all().at(1).color, class_palette(1));
    }

    void survives_being_killed() {
        ProjectFixture f;
        f.project.reset();
        int pipe_ends[2];
        QCOMPARE(::pipe(pipe_ends), 0);
        const pid_t child = ::fork();
        if (child == 0) {
            // Edits as fast as it can and says so after each one, until it is killed.
            auto project = Project::open(f.file);
            for (int i = 0;; ++i) {
                Reference reference;
                reference.path = "/images/" + std::to_string(i) + ".png";
                reference.size = {1, 1};
                project->references().add(reference);
                if (::write(pipe_ends[1], "x", 1) != 1) {
                    ::_exit(1);
                }
            }
        }
        ::close(pipe_ends[1]);
        std::size_t acknowledged = 0;
        char byte = 0;
        while (acknowledged < 200 && ::read(pipe_ends[0], &byte, 1) == 1) {
            ++acknowledged;
        }
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        while (::read(pipe_ends[0], &byte, 1) == 1) {
            ++acknowledged;
        }
        ::close(pipe_ends[0]);
        QVERIFY(acknowledged >= 200);
        f.project = Project::open(f.file);
        const auto count = f.project->references().count();
        QVERIFY(count == acknowledged || count == acknowledged + 1);
    }

    void survives_a_disk_that_refuses_to_grow() {
        ProjectFixture f;
        const RowId reference = f.add_reference();
        ::signal(SIGXFSZ, SIG_IGN);
        rlimit before{};
        ::getrlimit(RLIMIT_FSIZE, &before);
        rlimit tight = before;
        tight.rlim_cur = 4096;
        ::setrlimit(RLIMIT_FSIZE, &tight);
        Reference large = f.project->references().get(reference);
        large.caption = std::string(1 << 20, 'x');
        const auto sentence = error_of<IoError>([&] { f.project->references().update(large); });
        const auto picture = error_of<IoError>([&] {
            Variant variant = ProjectFixture::variant();
            cv::randu(variant.image, 0, 255);
            f.project->variants().add(reference, variant, {"cat", "dog"});
        });
        ::setrlimit(RLIMIT_FSIZE, &before);
        QVERIFY2(mentions(sentence, f.file.string()), sentence.c_str());
        QVERIFY2(mentions(picture, "annot write"), picture.c_str());
        QCOMPARE(f.project->references().get(reference).caption, std::string("A street."));
        QVERIFY(f.project->variants().all().empty());
        f.add_variant(reference);
        f.reopen();
        QCOMPARE(f.project->variants().all().size(), std::size_t{1});
        QCOMPARE(f.project->references().get(reference).caption, std::string("A street."));
    }

    void rolls_transactions_back() {
        ProjectFixture f;
        const RowId reference = f.add_reference();
        bool reset = false;
        const auto subscription = f.project->changes().subscribe(
            [&](const ProjectChange& change) { reset = reset || change.what == ProjectChange::What::kReset; });
        {
            Project::Transaction outer(*f.project);
            f.add_reference("b.png");
            {
                Project::Transaction inner(*f.project);
                f.project->references().remove(reference);
                inner.commit();
            }
            QCOMPARE(f.project->references().count(), std::size_t{1});
        }
        QVERIFY(reset);
        QCOMPARE(f.project->references().count(), std::size_t{1});
        QCOMPARE(f.project->references().all().at(0).id, reference);
        {
            Project::Transaction outer(*f.project);
            f.add_reference("c.png");
            outer.commit();
        }
        f.reopen();
        QCOMPARE(f.project->references().count(), std::size_t{2});
    }

    void opening_deletes_no_picture() {
        ProjectFixture f;
        const RowId reference = f.add_reference();
        const RowId kept = f.add_variant(reference);
        const RowId removed = f.add_variant(reference, 0.9);
        const auto orphan = save_variant_image(f.project->files_folder(), ProjectFixture::variant());
        const auto gone = f.project->variants().get(removed).image;
        f.project->variants().remove(removed);
        write_file_atomically(f.project->files_folder() / "notes.png", "a person's own file");
        f.reopen();
        QVERIFY(std::filesystem::exists(orphan));
        QVERIFY(std::filesystem::exists(gone));
        // What was removed on purpose is not offered for recovery.
        QCOMPARE(unknown_pictures(*f.project), std::vector<std::filesystem::path>{orphan});
        QVERIFY(std::filesystem::exists(f.project->files_folder() / "notes.png"));
        QVERIFY(std::filesystem::exists(f.project->variants().get(kept).image));
    }
};

DESTUDIO_CORE_TEST(ProjectTest)

}  // namespace destudio::project_test

#include "project_test.moc"
