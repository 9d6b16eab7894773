// SPDX-License-Identifier: Apache-2.0
#include "core/base/output_folder.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QtTest/QtTest>
#include <fstream>

#include "core/base/atomic_file.h"
#include "core/base/temporary_path.h"
#include "tests/support/error_of.h"
#include "tests/support/test_main.h"

namespace destudio::output_folder_test {

namespace fs = std::filesystem;

class OutputFolderTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    fs::path root() const { return m_folder->path().toStdString(); }
    fs::path out() const { return root() / "out"; }
    static bool has_no_temporary(const fs::path& folder) {
        for (const auto& entry : fs::recursive_directory_iterator(folder)) {
            if (is_temporary_name(entry.path().filename().string())) {
                return false;
            }
        }
        return true;
    }
    void run(const std::string& command, const std::vector<std::string>& names) const {
        OutputFolder folder(out(), {command, {}});
        folder.remove_earlier();
        for (const auto& name : names) {
            write_file_atomically(folder.place(name), command + name);
        }
        folder.finish();
    }
    std::string refusal(const OutputRequest& request) const {
        return test::error_of([&] { OutputFolder(out(), request); });
    }

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void cleanup() { m_folder.reset(); }

    void new_and_empty_folders_are_taken() {
        run("a", {"images/1.png", "index.json"});
        QVERIFY(fs::exists(out() / "images" / "1.png"));
        fs::remove_all(out());
        fs::create_directory(out());
        write_file_atomically(out() / ".DS_Store", "of a file manager");
        run("a", {"index.json"});
        QVERIFY(fs::exists(out() / ".DS_Store"));
    }

    void the_next_run_of_the_same_command_takes_the_place_of_the_last() {
        run("a", {"images/1.png", "images/2.png", "index.json"});
        write_file_atomically(out() / "notes.txt", "a person's");
        run("a", {"images/3.png", "index.json"});
        QVERIFY(!fs::exists(out() / "images" / "1.png"));
        QVERIFY(fs::exists(out() / "images" / "3.png"));
        QCOMPARE(read_file(out() / "notes.txt"), std::string("a person's"));
    }

    void a_folder_that_was_made_for_nothing_goes_away() {
        { OutputFolder folder(out(), {"a", {}}); }
        QVERIFY(!fs::exists(out()));
        fs::create_directory(out());
        { OutputFolder folder(out(), {"a", {}}); }
        QVERIFY(fs::is_empty(out()));
    }

    void what_others_left_is_refused_and_untouched() {
        write_file_atomically(out() / "annotations.json", "somebody's labels");
        const std::string error = refusal({"a", {}});
        QVERIFY2(error.find("--overwrite") != std::string::npos, error.c_str());
        QCOMPARE(read_file(out() / "annotations.json"), std::string("somebody's labels"));
        QCOMPARE(std::distance(fs::directory_iterator(out()), fs::directory_iterator()), std::ptrdiff_t{1});
        QCOMPARE(refusal({"a", {}, true}), std::string());
    }

    void another_command_and_changed_labels_are_refused() {
        run("a", {"index.json"});
        QVERIFY(refusal({"b", {}}).find("\"a\"") != std::string::npos);
        QCOMPARE(refusal({"a", {}}), std::string());
        std::ofstream(out() / "index.json", std::ios::app) << "corrected by hand";
        QVERIFY(refusal({"a", {}}).find("was changed") != std::string::npos);
        QCOMPARE(refusal({"a", {}, true}), std::string());
    }

    void what_is_read_is_never_written_into() {
        write_file_atomically(root() / "set" / "annotations.json", "{}");
        fs::create_directory_symlink(root() / "set", out());
        for (const fs::path& input : {root() / "set", root() / "set" / "annotations.json", out()}) {
            for (const bool overwrite : {false, true}) {
                const std::string error = refusal({"a", {input}, overwrite});
                QVERIFY2(error.find("holds what is read") != std::string::npos, error.c_str());
            }
        }
        // A dataset that is put together of links.
        fs::create_directories(root() / "linked");
        fs::create_symlink(root() / "set" / "annotations.json", root() / "linked" / "annotations.json");
        QVERIFY(refusal({"a", {root() / "linked"}, true}).find("holds what is read") != std::string::npos);
        // Below the dataset there is room for results.
        OutputFolder inside(root() / "set" / "made", {"a", {root() / "set"}});
    }

    void a_second_run_is_refused_at_once() {
        OutputFolder first(out(), {"a", {}});
        const std::string error = refusal({"a", {}});
        QVERIFY2(error.find("Another run") != std::string::npos, error.c_str());
    }

    void links_and_foreign_files_inside_are_not_followed() {
        fs::create_directories(root() / "elsewhere");
        OutputFolder folder(out(), {"a", {}});
        fs::create_directory_symlink(root() / "elsewhere", out() / "images");
        QVERIFY_EXCEPTION_THROWN(folder.place("images/1.png"), IoError);
        write_file_atomically(out() / "mine.png", "a person's");
        QVERIFY_EXCEPTION_THROWN(folder.place("mine.png"), IoError);
    }

    void a_record_of_somebody_else_cannot_reach_out_of_the_folder() {
        write_file_atomically(root() / "precious.json", "x");
        write_file_atomically(out() / OutputRecord::kFileName,
                              "{\"command\":\"a\"}\n{\"path\":\"../precious.json\",\"kind\":\"index\"}\n"
                              "{\"path\":\"/etc/hostname\"}\n{\"path\":\"link/victim.json\"}\n[1]\n");
        write_file_atomically(root() / "there" / "victim.json", "x");
        fs::create_directory_symlink(root() / "there", out() / "link");
        OutputRecord record(out());
        QVERIFY(!record.knows("../precious.json"));
        record.begin("a", false);
        record.remove_earlier();
        QVERIFY(fs::exists(root() / "precious.json"));
        QVERIFY(fs::exists(root() / "there" / "victim.json"));
    }

    void the_index_goes_before_what_it_names() {
        {
            OutputFolder folder(out(), {"a", {}});
            write_file_atomically(folder.place("images/1.png"), "p");
            write_file_atomically(folder.place("a-label.txt"), "l");
            write_file_atomically(folder.place("z-index.json", OutputRecord::Kind::kIndex), "i");
            folder.finish();
        }
        // A folder that nobody can take files out of stops the removal where it is.
        if (::geteuid() == 0) {
            QSKIP("root may remove everything");
        }
        fs::permissions(out() / "images", fs::perms::owner_read | fs::perms::owner_exec);
        OutputRecord record(out());
        record.begin("a", false);
        record.remove_earlier();
        fs::permissions(out() / "images", fs::perms::owner_all);
        QVERIFY(!fs::exists(out() / "z-index.json"));
        QVERIFY(fs::exists(out() / "images" / "1.png"));
    }

    void what_a_killed_run_left_is_its_own_and_is_cleaned_up() {
        const pid_t child = ::fork();
        if (child == 0) {
            OutputFolder folder(out(), {"a", {}});
            write_file_atomically(folder.place("images/1.png"), "whole");
            const TemporaryPath half(out() / "images", TemporaryPath::Kind::kFile, ".png");
            const TemporaryPath staging(out(), TemporaryPath::Kind::kFolder);
            ::_exit(0);  // as after a kill: nothing is cleaned up
        }
        ::waitpid(child, nullptr, 0);
        QVERIFY(!has_no_temporary(out()));
        run("a", {"images/2.png"});
        QVERIFY(has_no_temporary(out()));
        QVERIFY(!fs::exists(out() / "images" / "1.png"));
        QVERIFY(fs::exists(out() / "images" / "2.png"));
    }

    void what_another_program_writes_is_no_leftover() {
        const TemporaryPath file(root(), TemporaryPath::Kind::kFile);
        const TemporaryPath folder(root(), TemporaryPath::Kind::kFolder);
        remove_leftovers(root(), true);
        QVERIFY(fs::exists(file.path()) && fs::exists(folder.path()));
    }

    void devices_and_pipes_are_not_replaced() {
        const fs::path pipe = root() / "pipe";
        QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
        QVERIFY_EXCEPTION_THROWN(write_file_atomically(pipe, "x"), IoError);
        fs::create_symlink("/dev/null", root() / "null");
        QVERIFY_EXCEPTION_THROWN(write_file_atomically(root() / "null", "x"), IoError);
        QVERIFY_EXCEPTION_THROWN(write_file_atomically(root(), "x"), IoError);
        QVERIFY(fs::is_fifo(pipe));
        QVERIFY(fs::is_symlink(root() / "null"));
    }

    void names_as_long_as_the_file_system_takes_them_are_written() {
        const fs::path path = root() / (std::string(251, 'x') + ".png");
        write_file_atomically(path, "x");
        QCOMPARE(read_file(path), std::string("x"));
    }

    void a_single_file_is_replaced_only_where_it_is_an_earlier_result() {
        const auto own = [](const std::string& text) { return text.starts_with("report"); };
        const fs::path file = root() / "page.html";
        const auto refused = [&](const OutputRequest& request) {
            return !test::error_of([&] { check_output_file(file, request, own); }).empty();
        };
        QVERIFY(!refused({"report", {root()}}));
        write_file_atomically(file, "report of yesterday");
        QVERIFY(!refused({"report", {root()}}));
        write_file_atomically(file, "a person's");
        QVERIFY(refused({"report", {}}));
        QVERIFY(!refused({"report", {}, true}));
        QVERIFY(refused({"report", {root()}, true}));  // part of what is read
    }

    void a_training_folder_is_continued_by_the_same_command_alone() {
        const auto nothing = [](const fs::path&) { return false; };
        {
            ContinuedFolder folder(out(), {"train", {}}, nothing);
            write_file_atomically(out() / "log.jsonl", "{}\n");
        }
        { ContinuedFolder again(out(), {"train", {}}, nothing); }
        QVERIFY_EXCEPTION_THROWN(ContinuedFolder(out(), {"other", {}}, nothing), OutputRefusedError);
        { ContinuedFolder made_for_nothing(root() / "new", {"train", {}}, nothing); }
        QVERIFY(!fs::exists(root() / "new"));
    }
};

DESTUDIO_TEST(OutputFolderTest)

}  // namespace destudio::output_folder_test

#include "output_folder_test.moc"
