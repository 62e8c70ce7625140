"""Files in a bucket of S3, at a server that speaks its protocol (moto): clients bring and fetch bytes themselves."""
import base64
import contextlib
import hashlib
import json
import logging
import os
import unittest
import urllib.parse

import boto3
import botocore.auth
import botocore.awsrequest
import botocore.credentials
import botocore.exceptions
import httpx
import moto.settings
from moto.server import ThreadedMotoServer

import atlas
from own_server import OwnServer
from server import AtlasServer

# moto logs each request.
logging.getLogger("werkzeug").setLevel(logging.ERROR)
PNG = b"\x89PNG\r\n\x1a\n" + b"not much of a picture" * 5_000
REGION, BUCKET = "eu-central-1", "atlas-files"
CREATE = """
mutation ($input: CreateUploadInput!) {
  createUpload(input: $input) { upload { id url method headers maxBytes } userErrors { code field message } }
}
"""
AVATAR = """
mutation ($id: ID) {
  updateProfile(input: {avatarUploadId: $id}) {
    user { profile { avatarUrl } }
    userErrors { code field message ... on StateError { currentState } }
  }
}
"""


def behind_port(url):
    """Path and query: with PORT=0 an address says 0, as in mails."""
    parts = urllib.parse.urlsplit(url)
    return f"{parts.path}?{parts.query}"


class Bucket:
    """A bucket, and the keys of somebody who may use it and nothing else."""

    def __init__(self):
        self.server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
        self.server.start()
        host, port = self.server.get_host_and_port()
        self.endpoint = f"http://{host}:{port}"
        iam = self.client("iam", "none", "none")
        iam.create_user(UserName="atlas")
        keys = iam.create_access_key(UserName="atlas")["AccessKey"]
        self.access_key, self.secret_key = keys["AccessKeyId"], keys["SecretAccessKey"]
        rights = {"Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:ListBucket"],
            "Resource": [f"arn:aws:s3:::{BUCKET}", f"arn:aws:s3:::{BUCKET}/*"]}]}
        iam.put_user_policy(UserName="atlas", PolicyName="files", PolicyDocument=json.dumps(rights))
        self.client("s3", "none", "none").create_bucket(
            Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
        self.s3 = self.client("s3", self.access_key, self.secret_key)

    def client(self, service, access_key, secret_key):
        return boto3.client(service, endpoint_url=self.endpoint, region_name=REGION, aws_access_key_id=access_key,
                            aws_secret_access_key=secret_key)

    @contextlib.contextmanager
    def checking(self):
        """Meanwhile moto checks the signature of every request; of those in the header only, it fails at others."""
        usual, moto.settings.INITIAL_NO_AUTH_ACTION_COUNT = moto.settings.INITIAL_NO_AUTH_ACTION_COUNT, 0
        try:
            yield
        finally:
            moto.settings.INITIAL_NO_AUTH_ACTION_COUNT = usual

    def settings(self):
        """What a server needs to keep its files here."""
        return {"ATLAS_OBJECT_STORE": f"s3://{BUCKET}", "ATLAS_S3_ENDPOINT": self.endpoint, "ATLAS_S3_REGION": REGION,
                "ATLAS_S3_ACCESS_KEY": self.access_key, "ATLAS_S3_SECRET_KEY": self.secret_key}

    def signature(self, method, url, headers):
        """What botocore signs a request with, at the time that its address says."""
        address = urllib.parse.urlsplit(url)
        query = dict(urllib.parse.parse_qsl(address.query, keep_blank_values=True, strict_parsing=True))
        query.pop("X-Amz-Signature")
        encoded = urllib.parse.urlencode(query, quote_via=urllib.parse.quote, safe="")
        request = botocore.awsrequest.AWSRequest(
            method, f"{address.scheme}://{address.netloc}{address.path}?{encoded}",
            headers={**headers, "Host": address.netloc})
        request.context["timestamp"] = query["X-Amz-Date"]
        signer = botocore.auth.S3SigV4QueryAuth(
            botocore.credentials.Credentials(self.access_key, self.secret_key), "s3", REGION)
        return signer.signature(signer.string_to_sign(request, signer.canonical_request(request)), request)


class BucketTests(OwnServer):
    @classmethod
    def setUpClass(cls):
        cls.bucket = Bucket()
        cls.addClassCleanup(cls.bucket.server.stop)
        cls.settings = cls.bucket.settings()
        super().setUpClass()
        cls.token = cls.post(atlas.LOGIN, {"email": atlas.email("learner"), "password": atlas.PASSWORD})[
            "login"]["accessToken"]

    @classmethod
    def post(cls, query, variables):
        """The data of an answer."""
        fields = {"Authorization": f"Bearer {cls.token}"} if hasattr(cls, "token") else {}
        answer = httpx.post(cls.url, json={"query": query, "variables": variables}, headers=fields, timeout=30).json()
        if "errors" in answer:
            raise AssertionError(answer)
        return answer["data"]

    def ticket(self, content, **more):
        """The ticket for a picture."""
        payload = self.post(CREATE, {"input": {"filename": "me.png", "mimeType": "image/png", "size": len(content),
                                               **more}})["createUpload"]
        self.assertEqual(payload["userErrors"], [])
        return payload["upload"]

    def put(self, ticket, content):
        """Brings bytes as the ticket says."""
        self.assertEqual(ticket["method"], "PUT")
        return httpx.put(ticket["url"], content=content, headers=ticket["headers"])

    def use(self, ticket):
        """Makes an upload the picture of the learner: the server asks the bucket for it."""
        with self.bucket.checking():
            return self.post(AVATAR, {"id": ticket["id"]})["updateProfile"]

    def test_bytes_go_to_the_bucket_and_come_from_it(self):
        for more in ({}, {"checksumSha256": hashlib.sha256(PNG).hexdigest()}):
            with self.subTest(more):
                ticket = self.ticket(PNG, **more)
                self.assertTrue(ticket["url"].startswith(f"{self.bucket.endpoint}/{BUCKET}/"))
                answer = self.put(ticket, PNG)
                self.assertEqual(answer.status_code, 200, answer.text)
                payload = self.use(ticket)
                self.assertEqual(payload["userErrors"], [])
                picture = httpx.get(payload["user"]["profile"]["avatarUrl"])
                self.assertEqual((picture.status_code, picture.content), (200, PNG))
                self.assertEqual(picture.headers["Content-Type"], "image/png")
                self.assertTrue(picture.headers["Content-Disposition"].startswith('inline; filename="me.png"'))
                self.assertEqual(self.use(ticket)["userErrors"][0]["code"], "STATE")

    def test_an_address_takes_bytes_once(self):
        ticket = self.ticket(PNG)
        self.assertEqual(self.put(ticket, PNG).status_code, 200)
        self.assertEqual(self.put(ticket, PNG[::-1]).status_code, 412)

    def test_signatures_are_those_of_botocore(self):
        for more in ({}, {"checksumSha256": hashlib.sha256(PNG).hexdigest()}):
            with self.subTest(more):
                ticket = self.ticket(PNG, **more)
                headers = {**ticket["headers"], "Content-Length": str(len(PNG))}
                self.assertIn(f"X-Amz-Signature={self.bucket.signature('PUT', ticket['url'], headers)}", ticket["url"])
        self.put(ticket, PNG)
        url = self.use(ticket)["user"]["profile"]["avatarUrl"]
        self.assertIn(f"X-Amz-Signature={self.bucket.signature('GET', url, {})}", url)

    def test_what_was_not_brought_cannot_be_used(self):
        payload = self.use(self.ticket(PNG))
        self.assertIsNone(payload["user"])
        self.assertEqual(payload["userErrors"][0]["currentState"], "WAITING")

    def test_other_bytes_than_announced_cannot_be_used(self):
        page = b"<!doctype html>" + b" " * (len(PNG) - 15)
        changed = PNG[:-1] + b"!"
        right = {"checksumSha256": hashlib.sha256(PNG).hexdigest()}
        for content, more in ((PNG[:-1], {}), (page, {}), (changed, right)):
            with self.subTest(content[-5:]):
                ticket = self.ticket(PNG, **more)
                # Past the address, which would refuse them where the service checks all that is signed.
                key = urllib.parse.urlsplit(ticket["url"]).path.split("/", 2)[2]
                self.bucket.s3.put_object(Bucket=BUCKET, Key=key, Body=content)
                self.assertEqual(self.use(ticket)["userErrors"][0]["code"], "INVALID")

    def test_the_check_of_signatures_is_one(self):
        wrong = self.bucket.client("s3", self.bucket.access_key, "another secret")
        with self.bucket.checking(), self.assertRaises(botocore.exceptions.ClientError):
            wrong.list_objects_v2(Bucket=BUCKET)
        with self.bucket.checking():
            self.bucket.s3.list_objects_v2(Bucket=BUCKET)


class AwayTests(unittest.TestCase):
    def test_a_service_that_is_away_is_unavailable_and_says_nothing_of_itself(self):
        settings = {"ATLAS_OBJECT_STORE": "s3://nowhere", "ATLAS_S3_ENDPOINT": "http://127.0.0.1:9",
                    "ATLAS_S3_ACCESS_KEY": "key", "ATLAS_S3_SECRET_KEY": "a very secret key"}
        with AtlasServer(os.environ["ATLAS_EXECUTABLE"], **settings) as server:
            def post(query, variables, **fields):
                return httpx.post(f"{server.address}/graphql", json={"query": query, "variables": variables},
                                  headers=fields, timeout=30).json()
            login = post(atlas.LOGIN, {"email": atlas.email("learner"), "password": atlas.PASSWORD})
            bearer = {"Authorization": f"Bearer {login['data']['login']['accessToken']}"}
            ticket = post(CREATE, {"input": {"filename": "a.png", "mimeType": "image/png", "size": 10}}, **bearer)
            answer = post(AVATAR, {"id": ticket["data"]["createUpload"]["upload"]["id"]}, **bearer)
            self.assertEqual([each["extensions"]["code"] for each in answer["errors"]], ["UNAVAILABLE"])
            self.assertNotIn("127.0.0.1", json.dumps(answer))
            self.assertNotIn("secret", json.dumps(answer) + server.log)


class FolderTests(OwnServer):
    """The store that needs nothing: the same client, and nothing it has to know about it."""

    def test_bytes_come_back_as_they_were_sent(self):
        token = httpx.post(self.url, json={"query": atlas.LOGIN, "variables": {
            "email": atlas.email("learner"), "password": atlas.PASSWORD}}).json()["data"]["login"]["accessToken"]
        with httpx.Client(headers={"Authorization": f"Bearer {token}"}, timeout=30) as client:
            def post(query, variables):
                return client.post(self.url, json={"query": query, "variables": variables}).json()["data"]
            checksum = hashlib.sha256(PNG)
            ticket = post(CREATE, {"input": {
                "filename": "me.png", "mimeType": "image/png", "size": len(PNG),
                "checksumSha256": checksum.hexdigest()}})["createUpload"]["upload"]
            # The address carries its permission: the token is not sent along.
            bound = self.server.address
            answer = httpx.put(bound + behind_port(ticket["url"]), content=PNG, headers=ticket["headers"])
            self.assertEqual(answer.status_code, 201, answer.text)
            url = bound + behind_port(
                post(AVATAR, {"id": ticket["id"]})["updateProfile"]["user"]["profile"]["avatarUrl"])
            picture = httpx.get(url)
            self.assertEqual(picture.content, PNG)
            self.assertEqual(base64.b16encode(checksum.digest()).lower().decode(), picture.headers["ETag"].strip('"'))
            self.assertEqual(httpx.get(url, headers={"Range": "bytes=0-7"}).content, PNG[:8])
