// SPDX-License-Identifier: Apache-2.0
#include "core/project/store/history_store.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include "core/base/error.h"
#include "core/base/user_name.h"
#include "core/project/store/project_database.h"
#include "core/project/store/rows.h"

namespace destudio {

namespace {

constexpr std::array<std::pair<BoxAct, const char*>, 13> kBoxActWords{{{BoxAct::kDrawn, "drawn"},
                                                                       {BoxAct::kTaken, "taken"},
                                                                       {BoxAct::kMoved, "moved"},
                                                                       {BoxAct::kResized, "resized"},
                                                                       {BoxAct::kRelabelled, "relabelled"},
                                                                       {BoxAct::kIgnored, "ignored"},
                                                                       {BoxAct::kCounted, "counted"},
                                                                       {BoxAct::kRemoved, "removed"},
                                                                       {BoxAct::kCarried, "carried"},
                                                                       {BoxAct::kAccepted, "accepted"},
                                                                       {BoxAct::kRejected, "rejected"},
                                                                       {BoxAct::kReopened, "reopened"},
                                                                       {BoxAct::kRestored, "restored"}}};

constexpr const char* kEventColumns =
    "SELECT id, of_variant, picture_id, box, act, who, at, before, after FROM box_event";

BoxEvent read_event(SQLite::Statement& row) {
    BoxEvent event;
    event.id = row.getColumn(0).getInt64();
    event.of_variant = row.getColumn(1).getInt() != 0;
    event.picture = row.getColumn(2).getInt64();
    event.box = row.getColumn(3).getInt64();
    event.act = parse_box_act(row.getColumn(4).getString());
    event.who = row.getColumn(5).getString();
    event.when = row.getColumn(6).getInt64();
    event.before = row.getColumn(7).getString();
    event.after = row.getColumn(8).getString();
    return event;
}

std::int64_t event_time() {
    return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch())
        .count();
}

void insert_event(SQLite::Database& db, BoxEvent& event) {
    SQLite::Statement insert(db, "INSERT OR REPLACE INTO box_event VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)");
    bind_id(insert, 1, event.id);
    insert.bind(2, event.of_variant ? 1 : 0);
    insert.bind(3, event.picture);
    insert.bind(4, event.box);
    insert.bind(5, to_string(event.act));
    insert.bind(6, event.who);
    insert.bind(7, event.when);
    insert.bind(8, event.before);
    insert.bind(9, event.after);
    insert.exec();
    event.id = inserted(db, event.id);
}

}  // namespace

std::string to_string(BoxAct act) {
    return std::find_if(kBoxActWords.begin(), kBoxActWords.end(), [act](const auto& word) { return word.first == act; })
        ->second;
}

BoxAct parse_box_act(const std::string& text) {
    std::string words;
    for (const auto& [act, word] : kBoxActWords) {
        if (text == word) {
            return act;
        }
        words += (words.empty() ? "" : ", ") + std::string(word);
    }
    throw UsageError("\"" + text + "\" is nothing that happens to a box; valid are " + words + ".");
}

HistoryStore::HistoryStore(ProjectDatabase& database) : m_database(database), m_author(system_user_name()) {}

void HistoryStore::set_author(const std::string& name) {
    m_author = name.empty() ? system_user_name() : name;
}

// A project that an older version of the program made, opened for reading, has none.
bool HistoryStore::has_table() const {
    return m_database.read([](SQLite::Database& db) {
        return db.execAndGet("SELECT count(*) FROM sqlite_master WHERE name = 'box_event'").getInt() > 0;
    });
}

std::vector<BoxEvent> HistoryStore::of_picture(bool of_variant, RowId picture) const {
    std::vector<BoxEvent> events;
    if (!has_table()) {
        return events;
    }
    m_database.read([&](SQLite::Database& db) {
        SQLite::Statement select(db,
                                 std::string(kEventColumns) + " WHERE of_variant = ? AND picture_id = ? ORDER BY id");
        select.bind(1, of_variant ? 1 : 0);
        select.bind(2, picture);
        while (select.executeStep()) {
            events.push_back(read_event(select));
        }
    });
    return events;
}

std::map<RowId, std::vector<BoxEvent>> HistoryStore::of_variants() const {
    std::map<RowId, std::vector<BoxEvent>> all;
    if (!has_table()) {
        return all;
    }
    m_database.read([&](SQLite::Database& db) {
        SQLite::Statement select(db, std::string(kEventColumns) + " WHERE of_variant = 1 ORDER BY id");
        while (select.executeStep()) {
            BoxEvent event = read_event(select);
            all[event.picture].push_back(std::move(event));
        }
    });
    return all;
}

std::vector<BoxEvent> HistoryStore::add(std::vector<BoxEvent> events) {
    m_database.write([&](SQLite::Database& db) {
        for (BoxEvent& event : events) {
            event.who = event.who.empty() ? m_author : event.who;
            event.when = event.when == 0 ? event_time() : event.when;
            insert_event(db, event);
        }
    });
    return events;
}

void HistoryStore::remove(const std::vector<BoxEvent>& events) {
    m_database.write([&](SQLite::Database& db) {
        SQLite::Statement erase(db, "DELETE FROM box_event WHERE id = ?");
        for (const BoxEvent& event : events) {
            erase.bind(1, event.id);
            erase.exec();
            erase.reset();
        }
    });
}

void HistoryStore::replace(bool of_variant, RowId picture, const std::vector<BoxEvent>& events) {
    const std::vector<BoxEvent> now = of_picture(of_variant, picture);
    if (now == events) {
        return;
    }
    std::vector<BoxEvent> gone;
    std::vector<BoxEvent> missing;
    const auto without = [](const std::vector<BoxEvent>& all, const std::vector<BoxEvent>& these, auto& rest) {
        std::copy_if(all.begin(), all.end(), std::back_inserter(rest), [&](const BoxEvent& event) {
            return std::find(these.begin(), these.end(), event) == these.end();
        });
    };
    without(now, events, gone);
    without(events, now, missing);
    m_database.write([&](SQLite::Database&) {
        remove(gone);
        add(missing);
    });
}

}  // namespace destudio
