\set group random(1, 200)
\set author random(1, 1000)
WITH m AS (INSERT INTO messages (group_id, author_id, content) VALUES (:group, :author, E'Posted by the bench: "hello"\nsecond line') RETURNING id, content, author_id) SELECT json_build_object('data', json_build_object('postMessage', (SELECT json_build_object('id', m.id::text, 'content', m.content, 'author', json_build_object('id', u.id::text, 'name', u.name)) FROM m JOIN users u ON u.id = m.author_id)))::text;
