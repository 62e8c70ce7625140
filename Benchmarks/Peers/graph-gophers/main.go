// graph-gophers/graphql-go over net/http and pgx v4, with a small batching loader.
// Also serves /limit/OPERATION: one SQL statement whose text is the response body, the floor of an HTTP server
// that does no GraphQL work at all.
// Debian packages: golang-go golang-github-graph-gophers-graphql-go-dev golang-github-jackc-pgx-v4-dev
package main

import (
	"context"
	"encoding/json"
	"io"
	"log"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	graphql "github.com/graph-gophers/graphql-go"
	"github.com/jackc/pgx/v4"
	"github.com/jackc/pgx/v4/pgxpool"
)

var pool *pgxpool.Pool

// loader: collects keys until none arrived for `wait`, then asks once for all of them.
type loader[K comparable, V any] struct {
	mu    sync.Mutex
	wait  time.Duration
	fetch func([]K) (map[K]V, error)
	cache map[K]*slot[V]
	cur   *batch[K, V]
}
type slot[V any] struct {
	done chan struct{}
	val  V
	err  error
}
type batch[K comparable, V any] struct {
	keys  []K
	slots []*slot[V]
}

func (l *loader[K, V]) load(k K) (V, error) {
	l.mu.Lock()
	s, ok := l.cache[k]
	if !ok {
		s = &slot[V]{done: make(chan struct{})}
		l.cache[k] = s
		if l.cur == nil {
			b := &batch[K, V]{}
			l.cur = b
			time.AfterFunc(l.wait, func() { l.run(b) })
		}
		l.cur.keys = append(l.cur.keys, k)
		l.cur.slots = append(l.cur.slots, s)
	}
	l.mu.Unlock()
	<-s.done
	return s.val, s.err
}
func (l *loader[K, V]) run(b *batch[K, V]) {
	l.mu.Lock()
	if l.cur == b {
		l.cur = nil
	}
	keys, slots := b.keys, b.slots
	l.mu.Unlock()
	m, err := l.fetch(keys)
	for i, k := range keys {
		slots[i].val, slots[i].err = m[k], err
		close(slots[i].done)
	}
}

type loaders struct {
	user *loader[int32, *User]
	tags *loader[int32, []string]
	labs *loader[int32, []*Lab]
	mem  *loader[[2]int32, []*Member]
	msg  *loader[[2]int32, []*Message]
}

var wait = 250 * time.Microsecond

func newLoader[K comparable, V any](f func([]K) (map[K]V, error)) *loader[K, V] {
	return &loader[K, V]{wait: wait, fetch: f, cache: map[K]*slot[V]{}}
}
func each(ctx context.Context, sql string, args []interface{}, f func(pgx.Rows) error) error {
	rows, err := pool.Query(ctx, sql, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}
func newLoaders(ctx context.Context) *loaders {
	l := &loaders{}
	l.user = newLoader(func(ids []int32) (map[int32]*User, error) {
		m := map[int32]*User{}
		return m, each(ctx, "SELECT id, name, email, role, bio FROM users WHERE id = ANY($1::int[])", []interface{}{ids}, func(r pgx.Rows) error {
			u := &User{}
			m2 := r.Scan(&u.id, &u.name, &u.email, &u.role, &u.bio)
			m[u.id] = u
			return m2
		})
	})
	l.tags = newLoader(func(ids []int32) (map[int32][]string, error) {
		m := map[int32][]string{}
		return m, each(ctx, "SELECT diagram_id, tag FROM diagram_tags WHERE diagram_id = ANY($1::int[]) ORDER BY diagram_id, tag", []interface{}{ids}, func(r pgx.Rows) error {
			var k int32
			var t string
			e := r.Scan(&k, &t)
			m[k] = append(m[k], t)
			return e
		})
	})
	l.labs = newLoader(func(ids []int32) (map[int32][]*Lab, error) {
		m := map[int32][]*Lab{}
		return m, each(ctx, "SELECT x.diagram_id, l.id, l.title, l.difficulty FROM lab_diagrams x JOIN labs l ON l.id = x.lab_id WHERE x.diagram_id = ANY($1::int[]) ORDER BY x.diagram_id, l.id", []interface{}{ids}, func(r pgx.Rows) error {
			var k int32
			v := &Lab{}
			e := r.Scan(&k, &v.id, &v.title, &v.difficulty)
			m[k] = append(m[k], v)
			return e
		})
	})
	split := func(keys [][2]int32) ([]int32, int32) {
		ids := make([]int32, len(keys))
		for i, k := range keys {
			ids[i] = k[0]
		}
		return ids, keys[0][1]
	}
	l.mem = newLoader(func(keys [][2]int32) (map[[2]int32][]*Member, error) {
		ids, first := split(keys)
		m := map[[2]int32][]*Member{}
		return m, each(ctx, "SELECT group_id, user_id, role FROM group_members WHERE group_id = ANY($1::int[]) AND position <= $2 ORDER BY group_id, position", []interface{}{ids, first}, func(r pgx.Rows) error {
			var k int32
			v := &Member{l: l}
			e := r.Scan(&k, &v.userID, &v.role)
			m[[2]int32{k, first}] = append(m[[2]int32{k, first}], v)
			return e
		})
	})
	l.msg = newLoader(func(keys [][2]int32) (map[[2]int32][]*Message, error) {
		ids, first := split(keys)
		m := map[[2]int32][]*Message{}
		return m, each(ctx, "SELECT m.group_id, m.id, m.author_id, m.content FROM unnest($1::int[]) AS g(id) CROSS JOIN LATERAL (SELECT group_id, id, author_id, content FROM messages WHERE group_id = g.id ORDER BY id LIMIT $2) AS m", []interface{}{ids, first}, func(r pgx.Rows) error {
			var k int32
			v := &Message{l: l}
			e := r.Scan(&k, &v.id, &v.authorID, &v.content)
			m[[2]int32{k, first}] = append(m[[2]int32{k, first}], v)
			return e
		})
	})
	return l
}

func gid(i int64) graphql.ID  { return graphql.ID(strconv.FormatInt(i, 10)) }
func num(id graphql.ID) int32 { n, _ := strconv.Atoi(string(id)); return int32(n) }

type User struct {
	id                int32
	name, email, role string
	bio               *string
}

func (u *User) ID() graphql.ID { return gid(int64(u.id)) }
func (u *User) Name() string   { return u.name }
func (u *User) Email() string  { return u.email }
func (u *User) Role() string   { return u.role }
func (u *User) Bio() *string   { return u.bio }

type Lab struct {
	id         int32
	title      string
	difficulty int32
}

func (v *Lab) ID() graphql.ID    { return gid(int64(v.id)) }
func (v *Lab) Title() string     { return v.title }
func (v *Lab) Difficulty() int32 { return v.difficulty }

type Diagram struct {
	l                       *loaders
	id, views, authorID     int32
	title, category, source string
	published               bool
}

func (d *Diagram) ID() graphql.ID                             { return gid(int64(d.id)) }
func (d *Diagram) Title() string                              { return d.title }
func (d *Diagram) Category() string                           { return d.category }
func (d *Diagram) MermaidSource() string                      { return d.source }
func (d *Diagram) ViewCount() int32                           { return d.views }
func (d *Diagram) Published() bool                            { return d.published }
func (d *Diagram) Author(ctx context.Context) (*User, error)  { return d.l.user.load(d.authorID) }
func (d *Diagram) Tags(ctx context.Context) ([]string, error) { return d.l.tags.load(d.id) }
func (d *Diagram) Labs(ctx context.Context) ([]*Lab, error)   { return d.l.labs.load(d.id) }

type Member struct {
	l      *loaders
	userID int32
	role   string
}

func (m *Member) Role() string                            { return m.role }
func (m *Member) User(ctx context.Context) (*User, error) { return m.l.user.load(m.userID) }

type Message struct {
	l        *loaders
	id       int64
	authorID int32
	content  string
}

func (m *Message) ID() graphql.ID                            { return gid(m.id) }
func (m *Message) Content() string                           { return m.content }
func (m *Message) Author(ctx context.Context) (*User, error) { return m.l.user.load(m.authorID) }

type StudyGroup struct {
	l           *loaders
	id          int32
	name, topic string
}

func (g *StudyGroup) ID() graphql.ID { return gid(int64(g.id)) }
func (g *StudyGroup) Name() string   { return g.name }
func (g *StudyGroup) Topic() string  { return g.topic }
func (g *StudyGroup) Members(ctx context.Context, a struct{ First int32 }) ([]*Member, error) {
	return g.l.mem.load([2]int32{g.id, a.First})
}
func (g *StudyGroup) Messages(ctx context.Context, a struct{ First int32 }) ([]*Message, error) {
	return g.l.msg.load([2]int32{g.id, a.First})
}

type Atom struct {
	id, difficulty, minutes int32
	title, subject, summary string
	mastery                 float64
	published               bool
}

func (v *Atom) ID() graphql.ID    { return gid(int64(v.id)) }
func (v *Atom) Title() string     { return v.title }
func (v *Atom) Subject() string   { return v.subject }
func (v *Atom) Summary() string   { return v.summary }
func (v *Atom) Difficulty() int32 { return v.difficulty }
func (v *Atom) Minutes() int32    { return v.minutes }
func (v *Atom) Mastery() float64  { return v.mastery }
func (v *Atom) Published() bool   { return v.published }

type ctxKey struct{}
type page struct{ First, After int32 }
type root struct{}

func of(ctx context.Context) *loaders { return ctx.Value(ctxKey{}).(*loaders) }
func (root) Diagram(ctx context.Context, a struct{ ID graphql.ID }) (*Diagram, error) {
	d := &Diagram{l: of(ctx)}
	err := pool.QueryRow(ctx, "SELECT id, title, category, mermaid_source, view_count, published, author_id FROM diagrams WHERE id = $1", num(a.ID)).
		Scan(&d.id, &d.title, &d.category, &d.source, &d.views, &d.published, &d.authorID)
	if err == pgx.ErrNoRows {
		return nil, nil
	}
	return d, err
}
func (root) Diagrams(ctx context.Context, a page) ([]*Diagram, error) {
	out := []*Diagram{}
	l := of(ctx)
	return out, each(ctx, "SELECT id, title, category, view_count, published, author_id FROM diagrams WHERE id > $1 ORDER BY id LIMIT $2", []interface{}{a.After, a.First}, func(r pgx.Rows) error {
		d := &Diagram{l: l}
		e := r.Scan(&d.id, &d.title, &d.category, &d.views, &d.published, &d.authorID)
		out = append(out, d)
		return e
	})
}
func (root) StudyGroups(ctx context.Context, a page) ([]*StudyGroup, error) {
	out := []*StudyGroup{}
	l := of(ctx)
	err := each(ctx, "SELECT id, name, topic FROM study_groups WHERE id > $1 ORDER BY id LIMIT $2", []interface{}{a.After, a.First}, func(r pgx.Rows) error {
		d := &StudyGroup{l: l}
		e := r.Scan(&d.id, &d.name, &d.topic)
		out = append(out, d)
		return e
	})
	return out, err
}
func (root) Atoms(ctx context.Context, a page) ([]*Atom, error) {
	out := []*Atom{}
	err := each(ctx, "SELECT id, title, subject, summary, difficulty, minutes, mastery, published FROM atoms WHERE id > $1 ORDER BY id LIMIT $2", []interface{}{a.After, a.First}, func(r pgx.Rows) error {
		v := &Atom{}
		e := r.Scan(&v.id, &v.title, &v.subject, &v.summary, &v.difficulty, &v.minutes, &v.mastery, &v.published)
		out = append(out, v)
		return e
	})
	return out, err
}
func (root) PostMessage(ctx context.Context, a struct {
	GroupID, AuthorID graphql.ID
	Content           string
}) (*Message, error) {
	m := &Message{l: of(ctx)}
	err := pool.QueryRow(ctx, "INSERT INTO messages (group_id, author_id, content) VALUES ($1, $2, $3) RETURNING id, content, author_id",
		num(a.GroupID), num(a.AuthorID), a.Content).Scan(&m.id, &m.content, &m.authorID)
	return m, err
}

func main() {
	dir := os.Getenv("BENCH_DATA")
	cfg, err := pgxpool.ParseConfig(os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	connections, err := strconv.Atoi(os.Getenv("DATABASE_CONNECTIONS"))
	if err != nil {
		log.Fatal(err)
	}
	cfg.MaxConns = int32(connections)
	if pool, err = pgxpool.ConnectConfig(context.Background(), cfg); err != nil {
		log.Fatal(err)
	}
	sdl, err := os.ReadFile(filepath.Join(dir, "schema.graphql"))
	if err != nil {
		log.Fatal(err)
	}
	schema := graphql.MustParseSchema(string(sdl), &root{}, graphql.MaxParallelism(1000))
	http.HandleFunc("/graphql", func(w http.ResponseWriter, r *http.Request) {
		var p struct {
			Query         string                 `json:"query"`
			OperationName string                 `json:"operationName"`
			Variables     map[string]interface{} `json:"variables"`
		}
		body, _ := io.ReadAll(r.Body)
		if err := json.Unmarshal(body, &p); err != nil {
			http.Error(w, err.Error(), 400)
			return
		}
		ctx := context.WithValue(r.Context(), ctxKey{}, newLoaders(r.Context()))
		res := schema.Exec(ctx, p.Query, p.OperationName, p.Variables)
		out, _ := json.Marshal(res)
		w.Header().Set("content-type", "application/json")
		w.Write(out)
	})
	re := regexp.MustCompile(`:([a-z]+)\b`)
	files, _ := filepath.Glob(filepath.Join(dir, "limit", "*.sql"))
	for _, f := range files {
		text, _ := os.ReadFile(f)
		var sql []string
		for _, line := range strings.Split(string(text), "\n") {
			if !strings.HasPrefix(line, "\\set") && line != "" {
				sql = append(sql, line)
			}
		}
		var names []string
		stmt := re.ReplaceAllStringFunc(strings.ReplaceAll(strings.Join(sql, " "), "::", "\x00"), func(m string) string {
			names = append(names, m[1:])
			return "$" + strconv.Itoa(len(names)) + "\x00int"
		})
		stmt = strings.ReplaceAll(stmt, "\x00", "::")
		op := strings.TrimSuffix(filepath.Base(f), ".sql")
		http.HandleFunc("/limit/"+op, func(w http.ResponseWriter, r *http.Request) {
			var p struct {
				Variables map[string]interface{} `json:"variables"`
			}
			body, _ := io.ReadAll(r.Body)
			json.Unmarshal(body, &p)
			args := make([]interface{}, len(names))
			for i, n := range names {
				v, ok := p.Variables[n]
				if !ok {
					v = p.Variables[n+"Id"]
				}
				f, _ := v.(float64)
				if s, ok := v.(string); ok {
					f, _ = strconv.ParseFloat(s, 64)
				}
				args[i] = int32(f)
			}
			var out []byte
			if err := pool.QueryRow(r.Context(), stmt, args...).Scan(&out); err != nil {
				http.Error(w, err.Error(), 500)
				return
			}
			w.Header().Set("content-type", "application/json")
			w.Write(out)
		})
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), nil))
}
