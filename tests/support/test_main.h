// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtTest/QtTest>
#include <memory>
#include <string>

#include "tests/support/qt_handover.h"

// One program holds all test classes of a folder, so that libtorch is linked once for a folder and not for each class.
// Every class stays a test of its own under CTest: `core_nn_tests attention_test` runs
// tests/core/nn/.../attention_test.

namespace destudio::test {

/// A class of tests that the program can run.
struct TestClass {
    std::string name;                   ///< of the file without its ending: "attention_test"
    int (*run)(int argc, char** argv);  ///< argv[0] is the program, then QTest's own options
};

/// Makes a class known to main(). @param file __FILE__ of the class
/// @return true, so that it can initialize a variable
bool add_test_class(const char* file, int (*run)(int argc, char** argv));

/// Runs the class's slots below an application of the given kind; `void` for none.
template <class Tests, class Application>
int run_tests(int argc, char** argv) {
    if constexpr (std::is_void_v<Application>) {
        Tests tests;
        return QTest::qExec(&tests, argc, argv);
    } else {
        Application::setAttribute(Qt::AA_Use96Dpi, true);
        SanitizedApplication<Application> application(argc, argv);
        // Settings of its own, as classes run beside each other.
        const QString name = QString::fromLatin1(Tests::staticMetaObject.className());
        QCoreApplication::setApplicationName(QStringLiteral("destudio-") + name.section(QStringLiteral("::"), -1));
        Tests tests;
        return QTest::qExec(&tests, argc, argv);
    }
}

}  // namespace destudio::test

/// At the end of each *_test.cpp, followed by the file's .moc. The kinds differ in the application they need.
#define DESTUDIO_TEST_PROGRAM(Tests, run) \
    static const bool known_##Tests = destudio::test::add_test_class(__FILE__, run);
#define DESTUDIO_TEST(Tests) DESTUDIO_TEST_PROGRAM(Tests, (&destudio::test::run_tests<Tests, void>))
#define DESTUDIO_CORE_TEST(Tests) DESTUDIO_TEST_PROGRAM(Tests, (&destudio::test::run_tests<Tests, QCoreApplication>))
#define DESTUDIO_GUI_TEST(Tests) DESTUDIO_TEST_PROGRAM(Tests, (&destudio::test::run_tests<Tests, QApplication>))
