"""The tutor with its embedded default, by gql: questions over HTTP, answers as they are written over a socket."""
import asyncio
import contextlib
import unittest

from gql import Client, GraphQLRequest
from gql.transport.aiohttp import AIOHTTPTransport
from gql.transport.exceptions import TransportQueryError
from gql.transport.websockets import WebsocketsTransport

import atlas

START = """
mutation ($input: StartConversationInput!) {
  startConversation(input: $input) { conversation { id title subject { ... on Node { id } } } userErrors { code field } }
}
"""
ASK = """
mutation ($question: String!, $context: ContextInput!) {
  askQuestion(question: $question, context: $context) {
    id state text cached ungrounded model conversation { id title }
    citations { index title quote source { __typename ... on Node { id } } }
  }
}
"""
READ = """
query ($id: ID!) {
  node(id: $id) { ... on Answer { id state text citations { index source { __typename ... on Node { id } } } conversation { id } } }
}
"""
STREAM = """
subscription ($conversation: ID!, $answer: ID) {
  answerStreamed(conversationId: $conversation, answerId: $answer) {
    __typename
    ... on AnswerDelta { answerId sequence text }
    ... on AnswerCitations { answerId citations { index title } }
    ... on AnswerFinished { answer { id state text } }
    ... on AnswerFailed { answerId code message }
  }
}
"""
RATE = """
mutation ($input: RateAnswerInput!) { rateAnswer(input: $input) { answer { viewerRating } userErrors { code } } }
"""
CANCEL = """
mutation ($input: CancelAnswerInput!) { cancelAnswer(input: $input) { answer { id state text } userErrors { code } } }
"""
GENERATE = """
mutation ($input: GenerateQuizInput!) {
  generateQuiz(input: $input) {
    quiz { id passScore questions { id prompt multiple options { id text correct } citations { title } } }
    job { id } userErrors { code }
  }
}
"""
SUBMIT = """
mutation ($input: SubmitQuizInput!) {
  submitQuiz(input: $input) {
    attempt { score passed answers { questionId correct explanation } } userErrors { code }
  }
}
"""
PATIENCE_SECONDS = 30


def client(transport, url, **more):
    """A client that checks what it sends against the schema that introspection brought."""
    return Client(
        transport=transport(url=url, **more), fetch_schema_from_transport=True, execute_timeout=PATIENCE_SECONDS)


async def run(query, **variables):
    """The data of an answer over HTTP, for the learner."""
    headers = {"Authorization": atlas.bearer("learner")}
    async with client(AIOHTTPTransport, atlas.URL, headers=headers) as session:
        return await session.execute(GraphQLRequest(query, variable_values=variables))


async def ask(question, **context):
    """The answer to a question."""
    return (await run(ASK, question=question, context={"mode": "EXPLAIN", **context}))["askQuestion"]


async def events_of(conversation, answer):
    """What comes of an answer over a socket, until the stream ends."""
    payload = {"authorization": atlas.bearer("learner")}
    request = GraphQLRequest(STREAM, variable_values={"conversation": conversation, "answer": answer})
    async with client(WebsocketsTransport, atlas.SOCKET_URL, init_payload=payload) as session:
        async with asyncio.timeout(PATIENCE_SECONDS):
            return [each["answerStreamed"] async for each in session.subscribe(request)]


class TutorTest(unittest.IsolatedAsyncioTestCase):
    """What learners do with the tutor."""

    async def start(self, **given):
        """A conversation that was begun."""
        payload = (await run(START, input=given))["startConversation"]
        self.assertEqual(payload["userErrors"], [])
        return payload["conversation"]

    async def test_a_question_is_answered_from_passages_that_can_be_read(self):
        answer = await ask("Why does a quorum read see the latest write?", allowCached=False)
        self.assertEqual((answer["state"], answer["ungrounded"]), ("DONE", False))
        self.assertTrue(answer["citations"])
        for citation in answer["citations"]:
            self.assertIn(f"[{citation['index']}]", answer["text"])
            found = await run("query ($id: ID!) { node(id: $id) { id __typename } }", id=citation["source"]["id"])
            self.assertEqual(found["node"]["__typename"], citation["source"]["__typename"])

    async def test_an_answer_that_nobody_waits_for_is_streamed_whole(self):
        conversation = (await self.start(title="Streams", subject={"diagramId": "diagram_1"}))["id"]
        begun = await ask("What is each part of this for?", conversationId=conversation, wait=False, allowCached=False)
        events = await events_of(conversation, begun["id"])
        deltas = [each for each in events if each["__typename"] == "AnswerDelta"]
        self.assertEqual({each["answerId"] for each in deltas}, {begun["id"]})
        sequences = [each["sequence"] for each in deltas]
        self.assertEqual(sequences, list(range(sequences[0], sequences[0] + len(sequences))))
        self.assertEqual(events[-1]["__typename"], "AnswerFinished")
        finished = events[-1]["answer"]
        read = (await run(READ, id=begun["id"]))["node"]
        self.assertEqual("".join(each["text"] for each in deltas), read["text"])
        self.assertEqual((finished["state"], finished["text"]), ("DONE", read["text"]))
        told = [each for each in events if each["__typename"] == "AnswerCitations"]
        self.assertEqual([[each["index"] for each in one["citations"]] for one in told],
                         [[each["index"] for each in read["citations"]]])

    async def test_a_stream_that_comes_late_brings_the_whole_answer(self):
        answer = await ask("What is a write-ahead log?", allowCached=False)
        events = await events_of(answer["conversation"]["id"], answer["id"])
        self.assertEqual("".join(each["text"] for each in events if each["__typename"] == "AnswerDelta"),
                         answer["text"])
        self.assertEqual(events[-1]["__typename"], "AnswerFinished")

    async def test_a_conversation_goes_on_and_is_listed_first(self):
        conversation = await self.start(subject={"labId": "lab_1"})
        self.assertIsNone(conversation["title"])
        self.assertEqual(conversation["subject"]["id"], "lab_1")
        for question in ["What would you try first here?", "And what after that?"]:
            answer = await ask(question, conversationId=conversation["id"])
            self.assertEqual(answer["conversation"]["id"], conversation["id"])
        found = await run("""{ conversations(first: 1) {
          nodes { id title messages(last: 10) { totalCount nodes { role content } } } } }""")
        latest = found["conversations"]["nodes"][0]
        self.assertEqual((latest["id"], latest["title"]), (conversation["id"], "What would you try first here?"))
        self.assertEqual(latest["messages"]["totalCount"], 4)
        self.assertEqual([each["role"] for each in latest["messages"]["nodes"]], ["USER", "ASSISTANT"] * 2)

    async def test_a_subscription_of_another_learners_conversation_is_refused(self):
        conversation = (await self.start(title="Mine"))["id"]
        payload = {"authorization": atlas.bearer("learner2")}
        request = GraphQLRequest(STREAM, variable_values={"conversation": conversation})
        async with client(WebsocketsTransport, atlas.SOCKET_URL, init_payload=payload) as session:
            events = session.subscribe(request)
            try:
                await anext(events)
                self.fail("it was not refused")
            except TransportQueryError as error:
                self.assertIn(error.errors[0]["extensions"]["code"], ["NOT_FOUND", "FORBIDDEN"])
            finally:
                with contextlib.suppress(TransportQueryError):
                    await events.aclose()

    async def test_an_answer_that_has_ended_is_rated_and_stays_what_it_is_when_it_is_cancelled(self):
        answer = await ask("What does a follower do?", allowCached=False)
        for rating in [1, -1, 0]:
            rated = (await run(RATE, input={"answerId": answer["id"], "rating": rating}))["rateAnswer"]
            self.assertEqual(rated, {"answer": {"viewerRating": rating}, "userErrors": []})
        canceled = (await run(CANCEL, input={"answerId": answer["id"]}))["cancelAnswer"]
        self.assertEqual(canceled["userErrors"], [])
        self.assertEqual((canceled["answer"]["state"], canceled["answer"]["text"]), ("DONE", answer["text"]))

    async def test_the_same_question_again_takes_nothing_of_the_quota(self):
        question = "Why are there never two leaders in one term?"
        used = "{ aiQuota { used remaining dailyLimit } }"
        before = (await run(used))["aiQuota"]["used"]
        first = await ask(question)
        self.assertFalse(first["cached"])
        taken = (await run(used))["aiQuota"]
        self.assertEqual(taken["used"], before + 1)
        again = await ask(question)
        self.assertTrue(again["cached"])
        self.assertEqual(again["text"], first["text"])
        after = (await run(used))["aiQuota"]
        self.assertEqual(after, taken)
        self.assertEqual(after["used"] + after["remaining"], after["dailyLimit"])

    async def test_a_quiz_is_made_once_and_tells_what_was_right_when_it_is_handed_in(self):
        given = {"subject": {"contentId": "content_1"}, "questions": 3}
        made = (await run(GENERATE, input=given))["generateQuiz"]
        self.assertEqual(made["userErrors"], [])
        quiz = made["quiz"]
        self.assertTrue(quiz["questions"])
        for question in quiz["questions"]:
            self.assertGreaterEqual(len(question["options"]), 2)
            self.assertEqual({option["correct"] for option in question["options"]}, {None})
            self.assertEqual(question["citations"], [])
        self.assertEqual((await run(GENERATE, input=given))["generateQuiz"]["quiz"]["id"], quiz["id"])
        answers = [{"questionId": each["id"], "optionIds": [each["options"][0]["id"]]} for each in quiz["questions"]]
        handed_in = (await run(SUBMIT, input={"quizId": quiz["id"], "answers": answers}))["submitQuiz"]
        self.assertEqual(handed_in["userErrors"], [])
        attempt = handed_in["attempt"]
        right = sum(each["correct"] for each in attempt["answers"])
        self.assertAlmostEqual(attempt["score"], right / len(quiz["questions"]), places=6)
        self.assertEqual(attempt["passed"], attempt["score"] >= quiz["passScore"])
        open_now = (await run(GENERATE, input=given))["generateQuiz"]["quiz"]
        chosen = {each["questionId"]: each["optionIds"][0] for each in answers}
        for question in open_now["questions"]:
            correct = {option["id"]: option["correct"] for option in question["options"]}
            told = next(each for each in attempt["answers"] if each["questionId"] == question["id"])
            self.assertEqual(correct[chosen[question["id"]]], told["correct"])
            self.assertTrue(question["citations"])

    async def test_a_learning_path_says_why_each_step_is_there(self):
        query = """query ($goal: LearningGoalInput) {
          learningPath(goal: $goal) { goal steps { position item { __typename } reason completed } estimatedTime } }"""
        path = (await run(query, goal={"targetLevel": "ADVANCED"}))["learningPath"]
        self.assertEqual([each["position"] for each in path["steps"]], list(range(1, len(path["steps"]) + 1)))
        self.assertTrue(path["steps"])
        self.assertTrue(all(each["reason"] for each in path["steps"]))
