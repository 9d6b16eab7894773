// SPDX-License-Identifier: Apache-2.0
#include "ui/base/user_settings.h"

#include <QThread>
#include <algorithm>

namespace destudio::ui {
namespace {

const auto kRecent = QStringLiteral("recent_projects");
const auto kAskBeforeClosing = QStringLiteral("ask_before_closing");
const auto kGeometry = QStringLiteral("window/geometry");
const auto kSplitter = QStringLiteral("window/splitter");
const auto kPage = QStringLiteral("window/page");
const auto kTheme = QStringLiteral("window/theme");
const auto kLanguage = QStringLiteral("window/language");
const auto kGallerySide = QStringLiteral("gallery/picture_side");
const auto kAuthor = QStringLiteral("author");
const auto kThreadsKey = QStringLiteral("compute_threads");
const auto kLastDomain = QStringLiteral("last_domain");
const auto kLiveSetting = QStringLiteral("window/live");
const auto kTourSeen = QStringLiteral("window/tour_seen");

QString keys_of(const QString& action) {
    return QStringLiteral("keys/%1").arg(action);
}

}  // namespace

QStringList UserSettings::recent_projects() const {
    return m_settings.value(kRecent).toStringList();
}
void UserSettings::set_recent_projects(const QStringList& files) {
    m_settings.setValue(kRecent, files);
}

QString UserSettings::last_domain() const {
    return m_settings.value(kLastDomain).toString();
}
void UserSettings::set_last_domain(const QString& folder) {
    m_settings.setValue(kLastDomain, folder);
}

bool UserSettings::live() const {
    return m_settings.value(kLiveSetting, true).toBool();
}
void UserSettings::set_live(bool live) {
    m_settings.setValue(kLiveSetting, live);
}

QByteArray UserSettings::window_geometry() const {
    return m_settings.value(kGeometry).toByteArray();
}
void UserSettings::set_window_geometry(const QByteArray& geometry) {
    m_settings.setValue(kGeometry, geometry);
}
QByteArray UserSettings::window_splitter() const {
    return m_settings.value(kSplitter).toByteArray();
}
void UserSettings::set_window_splitter(const QByteArray& state) {
    m_settings.setValue(kSplitter, state);
}
int UserSettings::window_page() const {
    bool known = false;
    const int page = m_settings.value(kPage).toInt(&known);
    return known ? page : -1;
}
void UserSettings::set_window_page(int page) {
    m_settings.setValue(kPage, page);
}

QString UserSettings::theme() const {
    return m_settings.value(kTheme).toString();
}
void UserSettings::set_theme(const QString& word) {
    m_settings.setValue(kTheme, word);
}
QString UserSettings::language() const {
    return m_settings.value(kLanguage).toString();
}
void UserSettings::set_language(const QString& word) {
    m_settings.setValue(kLanguage, word);
}

int UserSettings::compute_threads() const {
    return std::clamp(m_settings.value(kThreadsKey).toInt(), 0, QThread::idealThreadCount());
}
void UserSettings::set_compute_threads(int threads) {
    m_settings.setValue(kThreadsKey, threads);
}

QString UserSettings::author() const {
    return m_settings.value(kAuthor).toString();
}
void UserSettings::set_author(const QString& name) {
    m_settings.setValue(kAuthor, name.trimmed());
}

int UserSettings::gallery_side() const {
    constexpr int kDefault = 148;
    bool known = false;
    const int side = m_settings.value(kGallerySide).toInt(&known);
    return known ? side : kDefault;
}
void UserSettings::set_gallery_side(int pixels) {
    m_settings.setValue(kGallerySide, pixels);
}

std::optional<QList<QKeySequence>> UserSettings::keys(const QString& action) const {
    if (!m_settings.contains(keys_of(action))) {
        return std::nullopt;
    }
    // An action without any key is a list with one empty text: QSettings cannot tell an empty list from none.
    QList<QKeySequence> keys;
    for (const QString& text : m_settings.value(keys_of(action)).toStringList()) {
        if (const QKeySequence key(text, QKeySequence::PortableText); !key.isEmpty()) {
            keys << key;
        }
    }
    return keys;
}

void UserSettings::set_keys(const QString& action, const std::optional<QList<QKeySequence>>& keys) {
    if (!keys) {
        m_settings.remove(keys_of(action));
        return;
    }
    QStringList texts;
    for (const QKeySequence& key : *keys) {
        texts << key.toString(QKeySequence::PortableText);
    }
    m_settings.setValue(keys_of(action), texts.isEmpty() ? QStringList{QString()} : texts);
}

bool UserSettings::ask_before_closing() const {
    return m_settings.value(kAskBeforeClosing, true).toBool();
}

void UserSettings::set_ask_before_closing(bool ask) {
    m_settings.setValue(kAskBeforeClosing, ask);
}

bool UserSettings::tour_seen() const {
    return m_settings.value(kTourSeen, false).toBool();
}
void UserSettings::set_tour_seen(bool seen) {
    m_settings.setValue(kTourSeen, seen);
}

}  // namespace destudio::ui
