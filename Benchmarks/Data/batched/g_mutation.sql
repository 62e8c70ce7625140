\set group random(1, 200)
\set author random(1, 1000)
INSERT INTO messages (group_id, author_id, content) VALUES (:group, :author, E'Posted by the bench: "hello"\nsecond line') RETURNING id, content, author_id;
SELECT id, name, email, role, bio FROM users WHERE id = ANY (ARRAY[:author::int]);
